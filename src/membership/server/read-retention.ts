import type { Ctx } from '#platform/context/context.ts';
import { retainedKinds, retentions, type Retained } from '#membership/request.ts';

/** How many days each kind of data is kept. */
export async function readRetention(ctx: Ctx): Promise<Record<Retained, number>> {
	const rows = await ctx.db.selectFrom('membership.retention').select(['kind', 'days']).execute();
	return Object.fromEntries(
		retainedKinds.map((kind) => [kind, rows.find((row) => row.kind === kind)?.days ?? retentions[kind].days]),
	) as Record<Retained, number>;
}
