import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { deleteComment } from '#community/server/index.ts';
import { closeGone } from '#inbox/server/close-gone.ts';

/** A comment that came from a network is no longer there: it leaves the page, and nobody has to answer it. Safe to repeat. */
export const takeAway = command(z.object({ comment: z.number() }), async (ctx, { comment: id }) => {
	const conversation = await ctx.db
		.selectFrom('inbox.conversation')
		.select(['id', 'comment', 'closed'])
		.where('foreign_comment', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!conversation) return;
	if (conversation.comment !== null) {
		try {
			await deleteComment(ctx, { id: conversation.comment });
		} catch (error) {
			// Somebody here was quicker.
			if (!(error instanceof Problem)) throw error;
		}
	}
	await closeGone(ctx, conversation);
});
