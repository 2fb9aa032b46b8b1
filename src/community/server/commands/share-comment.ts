import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { threadChanged } from '#community/events.ts';
import { mayShare } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { loadComment } from '#community/server/load-comment.ts';
import { readKnown } from '#community/server/read-known.ts';

/**
 * Lets everybody who may comment change a comment, as in a wiki, or takes that back. Safe to run twice. Throws Problem
 * `comment.not-found`, and `comment.deleted` of what has no words any more.
 */
export const shareComment = command(
	z.object({ id: idField, on: z.union([z.boolean(), z.enum(['0', '1']).transform((one) => one === '1')]) }),
	async (ctx, { id, on }) => {
		const comment = await loadComment(ctx, id);
		if (comment.deleted) throw new Problem('comment.deleted', 409);
		const known = await readKnown(ctx);
		// It is of the things that keep threads in order, whoever does it: programs that may do those may do it, too.
		authorize(
			ctx.actor,
			'thread.order',
			(actor) => mayShare(actor, { ...comment.state, level: known?.level ?? 0 }, comment.threadState, ctx.now),
			null,
		);
		if (comment.state.shared !== on) {
			if (on)
				await ctx.db
					.insertInto('community.shared_comment')
					.values({ comment: id, since: ctx.now, shared_by: memberOf(ctx.actor) })
					.onConflict((conflict) => conflict.doNothing())
					.execute();
			else await ctx.db.deleteFrom('community.shared_comment').where('comment', '=', id).execute();
			const data = { thread: comment.thread, comment: id, shared: on };
			ctx.record({ name: threadChanged, about: aboutThread(comment.about), data });
		}
		return { id, thread: comment.thread, path: `${comment.path}#comment-${id}` };
	},
);
