import type { Ctx } from '#platform/context/context.ts';
import { conversationClosed } from '#inbox/events.ts';

/** What was said elsewhere is gone there: nobody has to answer it, and nothing of it is left. Safe to repeat. */
export async function closeGone(ctx: Ctx, conversation: { id: number; closed: Date | null }): Promise<void> {
	await ctx.db
		.updateTable('inbox.conversation')
		.set({ closed: conversation.closed ?? ctx.now, text: '', author_name: '' })
		.where('id', '=', conversation.id)
		.execute();
	if (conversation.closed) return;
	ctx.record({
		name: conversationClosed,
		about: `conversation:${conversation.id}`,
		data: { conversation: conversation.id },
	});
}
