import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { fold } from '#platform/language/fold.ts';
import { Problem } from '#platform/problem.ts';
import { mayMakeTag } from '#community/policy.ts';
import { listTagNames } from '#community/server/queries/list-tag-names.ts';
import { tagInUse } from '#community/server/tag-in-use.ts';
import { levelNow, type Known } from '#community/trust.ts';

interface Given {
	name: string;
	used: boolean;
	tags_from: number;
}

/**
 * The tags that somebody means: of one that was renamed its present name, of one that is written in another width, case or
 * script the one that is there. What only others can see is not there: whoever may not make tags is refused it, whoever may makes it.
 * `known`: the member who chooses them; null: somebody whom no brake holds. `before`: what the thread has. Throws Problem `tag.unknown`.
 */
export async function settleTags(
	ctx: Ctx,
	typed: readonly string[],
	known: Known | null,
	before: readonly string[] = [],
): Promise<string[]> {
	if (!typed.length) return [];
	const { rows } = await sql<Given>`
		select coalesce(present.name, given.name) as name, present.name is not null as used, rule.tags_from
		from unnest(${typed}::text[]) with ordinality as given (name, place)
		cross join community.rule rule
		left join content.former_tag former on former.name = given.name
		left join lateral (
			select meant.name from (values (1, former.leads_to), (2, given.name)) as meant (place, name)
			where meant.name = any(${before}::text[]) or ${tagInUse(ctx, sql`meant.name`)}
			order by meant.place limit 1
		) present on true
		order by given.place`.execute(ctx.db);
	const there = rows.every(({ used }) => used) ? [] : await listTagNames(ctx);
	const alike = new Map(there.map((name) => [fold(name).text, name]));
	const unknown: string[] = [];
	const tags = rows.map(({ name, used }) => {
		const meant = used ? name : alike.get(fold(name).text);
		if (meant === undefined) unknown.push(name);
		return meant ?? name;
	});
	const from = rows[0]?.tags_from ?? 0;
	const level = known ? levelNow(known, ctx.now) : 0;
	if (unknown.length && !mayMakeTag(ctx.actor, { level, from }))
		throw new Problem('tag.unknown', 403, { tags: unknown.join('、') });
	return [...new Set(tags)];
}
