import { z } from 'zod';
import { memberOf } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { findCommentPath } from '#community/server/queries/find-comment-path.ts';
import { findThread } from '#community/server/queries/find-thread.ts';

/** Where the first comment stands that this member has not seen; the thread's own address where all was seen, or nothing. */
export const findUnreadPath = query(z.object({ thread: idField }), async (ctx, { thread: id }): Promise<string> => {
	const thread = await findThread(ctx, { id });
	if (!thread) throw notFound('thread');
	const first = await ctx.db
		.selectFrom('community.reading as reading')
		.innerJoin('community.comment as comment', 'comment.thread', 'reading.thread')
		.select('comment.id')
		.where('reading.member', '=', memberOf(ctx.actor) ?? 0)
		.where('reading.thread', '=', id)
		.whereRef('comment.id', '>', 'reading.seen_comment')
		.where('comment.hidden', 'is', null)
		.where('comment.deleted', 'is', null)
		.orderBy('comment.id')
		.limit(1)
		.executeTakeFirst();
	return first ? findCommentPath(ctx, { id: first.id }) : thread.path;
});
