import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { exportForgotten } from '#transfer/events.ts';
import { mayTransfer } from '#transfer/policy.ts';
import { exportFile } from '#transfer/server/export-file.ts';

/** Throws the file of an export away. Safe to run twice. */
export const forgetExport = command(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	authorize(ctx.actor, 'transfer.export', mayTransfer, null);
	const row = await ctx.db
		.updateTable('transfer.export')
		.set({ forgotten: ctx.now })
		.where('id', '=', id)
		.where('ended', 'is not', null)
		.where('forgotten', 'is', null)
		.returning('id')
		.executeTakeFirst();
	if (!row) return;
	await rm(exportFile(ctx, id), { force: true });
	ctx.record({ name: exportForgotten, about: `export:${id}`, data: { export: id } });
});
