import { sql } from 'kysely';
import { holds, roles, memberOf } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';

/** An article's authors, first first, as a column of a query whose article is called by this name. */
export const authorIds = (article: string) =>
	sql<
		number[]
	>`coalesce((select json_agg(w.member order by w.position) from content.article_author w where w.article = ${sql.ref(article)}.id), '[]')`;

/** The same with what a byline shows. */
export const bylineOf = (article: string) =>
	sql<{ id: number; name: string; handle: string }[]>`coalesce((
		select json_agg(json_build_object('id', m.id, 'name', m.name, 'handle', m.handle) order by w.position)
		from content.article_author w join membership.member m on m.id = w.member where w.article = ${sql.ref(article)}.id), '[]')`;

/**
 * Whose names an article carries, as somebody asked for: people who work here. Authors stay among their own; editors may
 * write for others, and an import for anybody. Throws Problem `input.invalid` for the field `authors`.
 */
export async function readAuthors(
	ctx: Ctx,
	wanted: readonly number[] | undefined,
	known: readonly number[],
): Promise<number[]> {
	const own = memberOf(ctx.actor);
	const asked = [...new Set(wanted ?? [])];
	if (!asked.length) {
		if (known.length) return [...known];
		if (own === null) throw new Problem('session.required', 401);
		return [own];
	}
	if (!holds(ctx.actor, 'editor') && (own === null || !asked.includes(own)))
		throw invalidInput([{ path: 'authors', key: 'author-own' }]);
	let found = ctx.db.selectFrom('membership.member').select('id').where('id', 'in', asked);
	// Who left the staff stays over what they wrote.
	if (ctx.actor.kind !== 'system')
		found = found.where((row) =>
			row.or([
				row(
					'role',
					'in',
					roles.filter((role) => role !== 'member'),
				),
				row('id', 'in', [0, ...known]),
			]),
		);
	if ((await found.execute()).length !== asked.length) throw invalidInput([{ path: 'authors', key: 'author-unknown' }]);
	return asked;
}

/** Puts these names over an article, in this order. */
export async function writeAuthors(ctx: Ctx, article: number, authors: readonly number[]): Promise<void> {
	await ctx.db.deleteFrom('content.article_author').where('article', '=', article).execute();
	await ctx.db
		.insertInto('content.article_author')
		.values(authors.map((member, index) => ({ article, member, position: index + 1 })))
		.execute();
}
