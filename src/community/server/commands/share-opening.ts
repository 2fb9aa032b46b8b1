import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { threadChanged } from '#community/events.ts';
import { mayOrderThread } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { loadThread } from '#community/server/load-thread.ts';

/**
 * Lets everybody who may comment change a thread's opening, as in a wiki, or takes that back. Safe to run twice. Throws
 * Problem `thread.wrong-kind` where a thread has no opening.
 */
export const shareOpening = command(
	z.object({ thread: idField, on: z.union([z.boolean(), z.enum(['0', '1']).transform((one) => one === '1')]) }),
	async (ctx, { thread: id, on }) => {
		const thread = await loadThread(ctx, id);
		authorize(ctx.actor, 'thread.order', mayOrderThread, null);
		if (!thread.category || !thread.opening) throw new Problem('thread.wrong-kind', 409);
		if ((thread.shared !== null) !== on) {
			await ctx.db
				.updateTable('community.thread')
				.set({ shared: on ? ctx.now : null, shared_by: on ? memberOf(ctx.actor) : null })
				.where('id', '=', id)
				.execute();
			ctx.record({ name: threadChanged, about: aboutThread(thread), data: { thread: id, shared: on } });
		}
		return { thread: id, path: thread.path };
	},
);
