import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { mayTransfer } from '#transfer/policy.ts';
import type { Counts } from '#transfer/report.ts';
import type { Batch } from '#transfer/server/import/keep-batch.ts';
import type { Finding } from '#transfer/server/import/prepared.ts';

/** Writes what did not come, or not whole. */
export async function writeFindings(ctx: Ctx, run: number, findings: readonly Finding[]): Promise<void> {
	if (!findings.length) return;
	const rows = findings.map(({ kind, id, title, lost, note }) => ({
		kind,
		id,
		title: title.slice(0, 500),
		lost,
		code: note.code,
		details: note.details ?? {},
	}));
	await sql`
		insert into transfer.finding (run, kind, foreign_id, title, lost, code, details)
		select ${run}::bigint, row.kind, row.id, row.title, row.lost, row.code, row.details
		from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
			as row (kind text, id text, title text, lost boolean, code text, details jsonb)`.execute(ctx.db);
}

const stolen = (): Error => new Error('The run was ended or taken over meanwhile');

/** Throws when somebody else ended the run, or took it over for silent: nothing of this batch may stay then. */
export async function stillOurs(ctx: Ctx, run: number, worker: string): Promise<void> {
	const row = await ctx.db
		.selectFrom('transfer.run')
		.select('id')
		.where('id', '=', run)
		.where('worker', '=', worker)
		.where('ended', 'is', null)
		.executeTakeFirst();
	if (!row) throw stolen();
}

const Position = z.object({
	run: z.number().int().positive(),
	batch: z.custom<Pick<Batch, 'position' | 'total' | 'origin' | 'worker'>>(),
	counts: z.custom<Counts>(),
});

/** Notes how far a run is. Returns whether somebody asked it to stop. */
export const notePosition = command(Position, async (ctx, { run, batch, counts }): Promise<boolean> => {
	authorize(ctx.actor, 'transfer.keep', mayTransfer, null);
	const row = await ctx.db
		.updateTable('transfer.run')
		.set({ seen: ctx.now, position: batch.position, total: batch.total, counts: counts as never, origin: batch.origin })
		.where('id', '=', run)
		.where('worker', '=', batch.worker)
		.where('ended', 'is', null)
		.returning('stop_asked')
		.executeTakeFirst();
	if (!row) throw stolen();
	return row.stop_asked !== null;
});
