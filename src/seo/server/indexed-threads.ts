import { sql, type RawBuilder } from 'kysely';

/**
 * True for a thread (named by its alias) that search engines may list: every one but what a member started within a day
 * of joining and nobody else has answered. Google advises to wait with the posts of new members (user-generated spam);
 * an answer is the first sign of trust, and it needs no clock, so a kept page is never wrong about it. A thread that is
 * older than its author's account was imported.
 */
export const indexedThread = (alias: string): RawBuilder<boolean> => {
	const column = (name: string) => sql.ref(`${alias}.${name}`);
	return sql<boolean>`(not exists (
		select from membership.member starter where starter.id = ${column('author')} and starter.role = 'member'
			and ${column('opened')} >= starter.joined and ${column('opened')} < starter.joined + interval '1 day'
	) or exists (
		select from community.comment answer where answer.thread = ${column('id')} and answer.author <> ${column('author')}
			and answer.hidden is null and answer.deleted is null
	))`;
};
