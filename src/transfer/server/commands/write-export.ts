import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { exportEnded } from '#transfer/events.ts';
import { mayTransfer } from '#transfer/policy.ts';
import { wasLeft } from '#transfer/server/silence.ts';

const id = z.number().int().positive();
const Worker = z.object({ id, worker: z.string().max(100) });

/** Takes the export that waits, or that fell silent in the hands of another process. Null: there is none. */
export const takeExport = command(
	z.object({ worker: z.string().max(100) }),
	async (ctx, { worker }): Promise<{ id: number; worker: string } | null> => {
		authorize(ctx.actor, 'transfer.keep', mayTransfer, null);
		const row = await ctx.db
			.selectFrom('transfer.export')
			.select(['id', 'worker', 'seen'])
			.where('ended', 'is', null)
			.forUpdate()
			.executeTakeFirst();
		if (!row || (row.worker !== null && !wasLeft(row, ctx.now))) return null;
		await ctx.db
			.updateTable('transfer.export')
			.set({ worker, seen: ctx.now, counts: {} as never })
			.where('id', '=', row.id)
			.execute();
		return { id: row.id, worker };
	},
);

/** Notes how far an export is; with `worker` null it is left to another process. */
export const noteExport = command(
	Worker.extend({ counts: z.record(z.string(), z.number()), left: z.boolean().default(false) }),
	async (ctx, { id, worker, counts, left }) => {
		authorize(ctx.actor, 'transfer.keep', mayTransfer, null);
		await ctx.db
			.updateTable('transfer.export')
			.set({ seen: ctx.now, counts: counts as never, ...(left ? { worker: null } : {}) })
			.where('id', '=', id)
			.where('worker', '=', worker)
			.where('ended', 'is', null)
			.execute();
	},
);

/** Writes down how an export ended. */
export const endExport = command(
	Worker.extend({
		outcome: z.enum(['done', 'failed']),
		trouble: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
		counts: z.record(z.string(), z.number()),
		missing: z.array(z.string()),
		bytes: z.number().nullable(),
	}),
	async (ctx, { id, worker, outcome, trouble, counts, missing, bytes }) => {
		authorize(ctx.actor, 'transfer.keep', mayTransfer, null);
		const row = await ctx.db
			.updateTable('transfer.export')
			.set({
				...{ ended: ctx.now, seen: ctx.now, outcome, bytes, missing },
				counts: counts as never,
				trouble: trouble as never,
			})
			.where('id', '=', id)
			.where('worker', '=', worker)
			.where('ended', 'is', null)
			.returning('id')
			.executeTakeFirst();
		if (row) ctx.record({ name: exportEnded, about: `export:${id}`, data: { export: id, outcome } });
	},
);
