import { sql, type RawBuilder } from 'kysely';
import { knownAfter } from '#community/trust.ts';

/**
 * True for a member (named by its alias) whose page search engines may list: who works here, and whoever says something of themselves and is known here
 * by now (`community/trust.ts`). An account that was made to be found with an advertisement in it is found by nobody.
 */
export const indexedMember = (alias: string, now: Date): RawBuilder<boolean> => {
	const column = (name: string) => sql.ref(`${alias}.${name}`);
	const month = new Date(now.getTime() - knownAfter * 86_400_000);
	return sql<boolean>`(${column('suspended')} is null and (${column('role')} <> 'member' or ${column('bio')} ~ '\\S' and not moderation.unlooked(${column('id')}) and (
		${column('joined')} <= ${month}::timestamptz
		or exists (select from community.trust known where known.member = ${column('id')} and known.level > 0)
	)))`;
};
