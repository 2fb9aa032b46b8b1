import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { mayTransfer } from '#transfer/policy.ts';
import { insertRun } from '#transfer/server/commands/ask-run.ts';

/** Asks for the same again: in earnest after a report, or once more after it stopped or failed; it goes on where that ended. */
export const repeatRun = command(
	z.object({ id: z.coerce.number().int().positive(), dry: z.boolean() }),
	async (ctx, { id, dry }) => {
		authorize(ctx.actor, 'transfer.import', mayTransfer, null);
		const row = await ctx.db
			.selectFrom('transfer.run')
			.select(['source', 'place', 'options'])
			.where('id', '=', id)
			.executeTakeFirst();
		if (!row) throw new Problem('transfer.no-run', 404);
		return insertRun(ctx, { ...row, options: row.options as object, dry, by: 'worker' });
	},
);
