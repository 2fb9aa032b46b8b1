import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { leavingBy } from '#insight/server/commands/count-leaving.ts';

/** How often people left by each of these things (`product:3`) for where they are sold, in the last `days`; none is left out. */
export async function countLeft(ctx: Ctx, things: readonly string[], days: number): Promise<Map<string, number>> {
	if (!things.length) return new Map();
	const { rows } = await sql<{ thing: string; left: number }>`
		select thing, sum(views)::bigint as left from unnest(${things}::text[], ${things.map(leavingBy)}::text[]) as asked (thing, subject)
			join insight.tally t using (subject)
		where t.day > (${ctx.now}::timestamptz - make_interval(days => ${days}::int))::date group by thing`.execute(ctx.db);
	return new Map(rows.map(({ thing, left }) => [thing, left]));
}
