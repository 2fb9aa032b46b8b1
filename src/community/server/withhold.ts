import type { Ctx } from '#platform/context/context.ts';
import { commentHidden, commentWithheld, threadHidden, type CommentPosted } from '#community/events.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import type { loadComment } from '#community/server/load-comment.ts';
import { recount } from '#community/server/recount.ts';
import { commentWorkPath } from '#community/thread.ts';

/** Takes a comment that was changed out of everybody's sight until a person has looked; with its opening the thread. */
export async function withhold(
	ctx: Ctx,
	comment: Awaited<ReturnType<typeof loadComment>>,
	waits: readonly string[],
): Promise<{ id: number; thread: number; path: string }> {
	const { id, thread, subject, author, parent, origin_network: origin } = comment;
	const about = aboutThread(comment.about, author);
	await ctx.db.updateTable('community.comment').set({ hidden: ctx.now, held: ctx.now }).where('id', '=', id).execute();
	await recount(ctx, thread, -1);
	ctx.record({ name: commentHidden, about, data: { thread, comment: id } });
	if (comment.opening === id) {
		await ctx.db.updateTable('community.thread').set({ hidden: ctx.now }).where('id', '=', thread).execute();
		ctx.record({ name: threadHidden, about, data: { thread } });
	}
	const said = { thread, comment: id, subject, author, origin, parent } satisfies CommentPosted;
	ctx.record({ name: commentWithheld, about: `member:${author}`, data: { ...said, waits } });
	return { id, thread, path: commentWorkPath(id) };
}
