import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { threadChanged } from '#community/events.ts';
import { mayOrderThread } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { loadThread } from '#community/server/load-thread.ts';
import { pinPlaces } from '#community/thread.ts';

export const PinThread = z.object({ thread: idField, where: z.enum([...pinPlaces, 'nowhere']) });

/**
 * Has a thread of the forum stand at the top of its category, or everywhere, or lets it go. Safe to run twice. Throws
 * Problem `thread.wrong-kind` of what stands under something.
 */
export const pinThread = command(PinThread, async (ctx, { thread: id, where }) => {
	const thread = await loadThread(ctx, id);
	authorize(ctx.actor, 'thread.order', mayOrderThread, null);
	if (!thread.category) throw new Problem('thread.wrong-kind', 409);
	const place = where === 'nowhere' ? null : where;
	if (thread.pinned_in !== place) {
		await ctx.db
			.updateTable('community.thread')
			.set({ pinned: place && ctx.now, pinned_in: place, pinned_by: place && memberOf(ctx.actor) })
			.where('id', '=', id)
			.execute();
		ctx.record({ name: threadChanged, about: aboutThread(thread), data: { thread: id, pinned: place } });
	}
	return { thread: id, path: thread.path };
});
