import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { commentUnnamed } from '#community/events.ts';
import { mayUnname } from '#community/policy.ts';
import { forgetForeignBlocks } from '#community/server/foreign-block.ts';
import { aboutThread } from '#community/server/insert-comment.ts';

/** Takes the name of somebody on a network, and the way to their words there, from everything of theirs that came home. Safe to repeat. */
export const unnameForeign = command(
	z.object({ network: z.string().max(40), author: z.string().min(1).max(200) }),
	async (ctx, { network, author }) => {
		authorize(ctx.actor, 'conversation.answer', mayUnname, null);
		const rows = await ctx.db
			.updateTable('community.comment')
			.set({ origin_author: '', origin_url: null })
			.where('origin_network', '=', network)
			.where('origin_author', '=', author)
			.returning(['id', 'thread'])
			.execute();
		await forgetForeignBlocks(ctx, network, author);
		const threads = rows.length
			? await ctx.db
					.selectFrom('community.thread')
					.select(['id', 'subject', 'category'])
					.where(
						'id',
						'in',
						rows.map(({ thread }) => thread),
					)
					.execute()
			: [];
		for (const thread of threads)
			ctx.record({ name: commentUnnamed, about: aboutThread(thread), data: { thread: thread.id } });
	},
);
