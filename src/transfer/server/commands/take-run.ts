import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { transferEnded } from '#transfer/events.ts';
import { mayTransfer } from '#transfer/policy.ts';
import type { ReadingOptions } from '#transfer/source.ts';
import { wasLeft } from '#transfer/server/silence.ts';

/** A run as whoever works on it needs it. */
export interface TakenRun {
	id: number;
	source: string;
	place: string;
	options: ReadingOptions;
	dry: boolean;
	/** Which process works on it. */
	worker: string;
}

/**
 * Takes a run that waits, or that fell silent in the hands of another process. Null: there is none, or somebody is at
 * it. Begun again it counts from nothing: what came before is then here already.
 */
export const takeRun = command(
	z.object({ id: z.number().int().positive().optional(), worker: z.string().max(100) }),
	async (ctx, { id, worker }): Promise<TakenRun | null> => {
		authorize(ctx.actor, 'transfer.keep', mayTransfer, null);
		const row = await ctx.db
			.selectFrom('transfer.run')
			.select(['id', 'source', 'place', 'options', 'dry', 'worker', 'seen'])
			.where('ended', 'is', null)
			.forUpdate()
			.executeTakeFirst();
		if (!row || (id && row.id !== id)) return null;
		if (row.worker !== null && !wasLeft(row, ctx.now)) return null;
		await ctx.db
			.updateTable('transfer.run')
			.set({ worker, seen: ctx.now, position: 0, counts: {} as never })
			.where('id', '=', row.id)
			.execute();
		await ctx.db.deleteFrom('transfer.finding').where('run', '=', row.id).execute();
		return { ...row, worker, options: row.options as ReadingOptions };
	},
);

/** Writes down how a run ended. */
export const endRun = command(
	z.object({
		id: z.number().int().positive(),
		outcome: z.enum(['done', 'stopped', 'failed']),
		trouble: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
	}),
	async (ctx, { id, outcome, trouble }) => {
		authorize(ctx.actor, 'transfer.keep', mayTransfer, null);
		const row = await ctx.db
			.updateTable('transfer.run')
			.set({ ended: ctx.now, seen: ctx.now, outcome, trouble: trouble as never })
			.where('id', '=', id)
			.where('ended', 'is', null)
			.returning(['source', 'dry'])
			.executeTakeFirst();
		if (row)
			ctx.record({
				name: transferEnded,
				about: `transfer:${id}`,
				data: { run: id, source: row.source, dry: row.dry, outcome },
			});
	},
);

/** Leaves a run to whichever process takes it up next, because this one ends. */
export const releaseRun = command(z.object({ id: z.number().int().positive() }), async (ctx, { id }) => {
	authorize(ctx.actor, 'transfer.keep', mayTransfer, null);
	await ctx.db
		.updateTable('transfer.run')
		.set({ worker: null })
		.where('id', '=', id)
		.where('ended', 'is', null)
		.execute();
});
