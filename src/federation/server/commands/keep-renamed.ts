import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { renameForeign } from '#community/server/index.ts';
import { mayHear } from '#federation/policy.ts';
import { isNew } from '#federation/server/commands/once.ts';

const address = z.string().min(1).max(2_000);

/** Somebody elsewhere is called otherwise now; so they are above everything of theirs that stands here. Safe to run twice. */
export const keepRenamed = command(
	z.object({ activity: address, author: address, name: z.string().max(200) }),
	async (ctx, { activity, author, name }) => {
		authorize(ctx.actor, 'federation.hear', mayHear, null);
		if (!(await isNew(ctx, activity))) return;
		const rows = await ctx.db.selectFrom('federation.said').select('comment').where('author', '=', author).execute();
		await renameForeign(ctx, { network: 'fediverse', comments: rows.map(({ comment }) => comment), name });
	},
);
