import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { mayTransfer } from '#transfer/policy.ts';
import type { RunFinding, RunReport } from '#transfer/run.ts';
import { runColumns, runCard } from '#transfer/server/queries/list-runs.ts';

const WhichRun = z.object({ id: z.coerce.number().int().positive() });

/** A run with what it could not carry, gathered by reason. Throws Problem `transfer.no-run`. */
export const readRun = query(WhichRun, async (ctx, { id }): Promise<RunReport> => {
	authorize(ctx.actor, 'transfer.import', mayTransfer, null);
	const row = await ctx.db.selectFrom('transfer.run').select(runColumns).where('id', '=', id).executeTakeFirst();
	if (!row) throw new Problem('transfer.no-run', 404);
	// Reasons that differ only in the picture or the name that they tell are one reason with examples.
	const { rows } = await sql<{ kind: string; code: string; lost: boolean; count: number; examples: RunFinding[] }>`
		select kind, code, lost, count(*)::int as count,
			(array_agg(jsonb_build_object('title', title, 'id', foreign_id, 'details', details) order by id))[1:5] as examples
		from transfer.finding where run = ${id}::bigint group by kind, code, lost order by lost desc, count desc, kind, code`.execute(
		ctx.db,
	);
	return { ...runCard(row), reasons: rows };
});

/** What a run could not carry, a thousand at a time, in the order of the source. */
export const listFindings = query(
	WhichRun.extend({ after: z.number().int().default(0) }),
	async (ctx, { id, after }) => {
		authorize(ctx.actor, 'transfer.import', mayTransfer, null);
		return ctx.db
			.selectFrom('transfer.finding')
			.select(['id', 'kind', 'foreign_id', 'title', 'lost', 'code', 'details'])
			.where('run', '=', id)
			.where('id', '>', after)
			.orderBy('id')
			.limit(1_000)
			.execute();
	},
);
