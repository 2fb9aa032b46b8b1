import { z } from 'zod';
import { authorize, memberOf, requireFresh } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { exportAsked, exportTaken } from '#transfer/events.ts';
import { mayTransfer } from '#transfer/policy.ts';
import { exportFile } from '#transfer/server/export-file.ts';
import { keepExports } from '#transfer/server/jobs/keep-exports.ts';
import { wasLeft } from '#transfer/server/silence.ts';

/** Asks for an export of the whole site, written by a worker. Throws Problem `transfer.export-going` (409): one at a time. */
export const askExport = command(z.object({}), async (ctx): Promise<{ id: number }> => {
	authorize(ctx.actor, 'transfer.export', mayTransfer, null);
	requireFresh(ctx.actor);
	const going = await ctx.db
		.selectFrom('transfer.export')
		.select(['id', 'worker', 'seen'])
		.where('ended', 'is', null)
		.executeTakeFirst();
	// One that was left is begun anew by the next round of the job: that is what was asked for.
	if (going) {
		if (!wasLeft(going, ctx.now)) throw new Problem('transfer.export-going', 409);
		ctx.queue(keepExports, {});
		return { id: going.id };
	}
	const row = await ctx.db
		.insertInto('transfer.export')
		.values({ asked: ctx.now, asked_by: memberOf(ctx.actor), seen: ctx.now })
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!row) throw new Problem('transfer.export-going', 409);
	ctx.record({ name: exportAsked, about: `export:${row.id}`, data: { export: row.id } });
	ctx.queue(keepExports, {});
	return { id: row.id };
});

/** Somebody fetches the file of an export: it is written down who. Throws Problem `transfer.no-export` (404). */
export const takeExportFile = command(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	authorize(ctx.actor, 'transfer.export', mayTransfer, null);
	requireFresh(ctx.actor);
	const row = await ctx.db
		.selectFrom('transfer.export')
		.select(['id', 'asked'])
		.where('id', '=', id)
		.where('outcome', '=', 'done')
		.where('forgotten', 'is', null)
		.executeTakeFirst();
	if (!row) throw new Problem('transfer.no-export', 404);
	ctx.record({ name: exportTaken, about: `export:${id}`, data: { export: id } });
	return { file: exportFile(ctx, id), name: `${ctx.site.name}-${row.asked.toISOString().slice(0, 10)}.zip` };
});
