import { sql } from 'kysely';
import { memberOf, type Actor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { keepPeople } from '#membership/server/index.ts';
import { acts, named, type Act } from '#community/category.ts';

export type Admissions = Record<Act, string[]>;

/** True where a category (its id in this column) names the asker for beginning. */
export const admitted = (actor: Actor, column = 'c.id') =>
	sql<boolean>`community.lets(${sql.ref(column)}, 'start', ${memberOf(actor)}::bigint, ${actor.kind === 'member' ? actor.role : actor.kind === 'system' ? 'owner' : null}::text)`;

/**
 * Names those who see a category, answer and begin in it; whoever was named before is so no longer. The people of the segments
 * are kept ready from now on. A segment or group that is not there is a finding about its field.
 */
export async function admit(ctx: Ctx, category: number, who: Admissions): Promise<void> {
	const rows = acts.flatMap((act) =>
		[...new Set(who[act])].map((one) => {
			const [, role = null, segment, group] = named.exec(one) ?? [];
			const number = (found: string | undefined): number | null => (found === undefined ? null : Number(found));
			return { category, act, role, segment: number(segment), member_group: number(group) };
		}),
	);
	const segments = [...new Set(rows.flatMap(({ segment }) => segment ?? []))];
	const found = segments.length
		? await ctx.db
				.selectFrom('membership.segment')
				.select('id')
				.where('id', 'in', segments)
				.where('retired', 'is', null)
				.execute()
		: [];
	const groups = [...new Set(rows.flatMap(({ member_group: group }) => group ?? []))];
	const there = groups.length
		? await ctx.db.selectFrom('membership.member_group').select('id').where('id', 'in', groups).execute()
		: [];
	const gone = rows.find(
		({ segment, member_group: group }) =>
			(segment !== null && !found.some(({ id }) => id === segment)) ||
			(group !== null && !there.some(({ id }) => id === group)),
	);
	if (gone) throw invalidInput([{ path: gone.act, key: 'missing' }]);
	await ctx.db.deleteFrom('community.admission').where('category', '=', category).execute();
	if (rows.length) await ctx.db.insertInto('community.admission').values(rows).execute();
	await keepPeople(ctx, segments);
}

/** Those whom each category names, as forms write them; what was retired meanwhile is left out. */
export async function readAdmissions(ctx: Ctx): Promise<Map<number, Admissions>> {
	const rows = await ctx.db
		.selectFrom('community.admission as a')
		.leftJoin('membership.segment as s', 's.id', 'a.segment')
		.select(['a.category', 'a.act', 'a.role', 'a.segment', 'a.member_group'])
		.where((eb) => eb.or([eb('a.segment', 'is', null), eb('s.retired', 'is', null)]))
		.orderBy('a.role')
		.orderBy('a.segment')
		.orderBy('a.member_group')
		.execute();
	const all = new Map<number, Admissions>();
	for (const { category, act, role, segment, member_group: group } of rows) {
		const one = all.get(category) ?? { see: [], answer: [], start: [] };
		one[act as Act].push(role ? `role:${role}` : segment ? `segment:${segment}` : `group:${group}`);
		all.set(category, one);
	}
	return all;
}
