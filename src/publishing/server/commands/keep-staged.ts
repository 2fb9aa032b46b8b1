import { z } from 'zod';
import { command } from '#platform/context/command.ts';

/** Keeps the number of what the network prepared, before it is published by it; null: what was prepared is of no use any more. */
export const keepStaged = command(
	z.object({ post: z.number(), staged: z.string().max(500).nullable() }),
	async (ctx, { post, staged }) => {
		await ctx.db.updateTable('publishing.post').set({ staged }).where('id', '=', post).execute();
	},
);
