import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { mayModerate, mayReadThread, type CommentState, type ThreadState } from '#community/policy.ts';
import { accessParts } from '#community/server/access.ts';
import { sharing } from '#community/server/sharing.ts';

/**
 * A comment with its thread, locked for a change; the weaker lock, since a reply that is being written refers to both. What the actor may not know of
 * is `comment.not-found`.
 */
export async function loadComment(ctx: Ctx, id: number) {
	const row = await ctx.db
		.selectFrom('community.comment as comment')
		.innerJoin('community.thread as thread', 'thread.id', 'comment.thread')
		.select([
			'comment.id',
			'comment.thread',
			'comment.author',
			'comment.posted',
			'comment.hidden',
			'comment.held',
			'comment.parent',
			'comment.edits',
			'comment.deleted',
			'comment.origin_network',
			'comment.stars',
			'comment.disclosed',
			'thread.kind',
			'thread.subject',
			'thread.category',
			'thread.opening',
			'thread.path',
			'thread.comment_count',
			'thread.closed',
			'thread.hidden as thread_hidden',
			'thread.withdrawn',
		])
		.select([...sharing, ...accessParts(ctx.actor)])
		.where('comment.id', '=', id)
		// The thread first, as whoever posts and whoever splits it does.
		.forNoKeyUpdate(['thread', 'comment'])
		.executeTakeFirst();
	if (!row) throw notFound('comment');
	const thread: ThreadState = {
		closed: row.closed,
		hidden: row.thread_hidden,
		withdrawn: row.withdrawn,
		barred: row.barred,
		quiet: row.quiet,
	};
	const comment: CommentState = row;
	const own = ctx.actor.kind === 'member' && ctx.actor.member === row.author;
	const known = mayModerate(ctx.actor) || own || (mayReadThread(ctx.actor, thread) && !row.hidden && !row.deleted);
	if (!known) throw notFound('comment');
	return {
		...row,
		state: comment,
		threadState: thread,
		about: { id: row.thread, subject: row.subject, category: row.category },
	};
}
