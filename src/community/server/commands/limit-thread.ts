import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { threadChanged } from '#community/events.ts';
import { mayOrderThread } from '#community/policy.ts';
import { longestSilence, slowest } from '#community/rules.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { loadThread } from '#community/server/load-thread.ts';

export const LimitThread = z.object({
	thread: idField,
	/** Seconds between two comments of one member; 0: none. Left out: as it is. */
	slowSeconds: z.coerce.number().int().min(0, 'wrong').max(slowest, 'wrong').optional(),
	/** Closes after so many days of silence; 0: never; null: as its category. Left out: as it is. */
	closeDays: z.coerce.number().int().min(0, 'wrong').max(longestSilence, 'wrong').nullable().optional(),
});

/** Says how slowly a thread is talked in, and when it closes by itself. Safe to run twice. */
export const limitThread = command(LimitThread, async (ctx, { thread: id, slowSeconds, closeDays }) => {
	const thread = await loadThread(ctx, id);
	authorize(ctx.actor, 'thread.order', mayOrderThread, null);
	const slow = slowSeconds ?? thread.slow_seconds;
	const days = closeDays === undefined ? thread.close_days : closeDays;
	if (slow !== thread.slow_seconds || days !== thread.close_days) {
		await ctx.db
			.updateTable('community.thread')
			.set({ slow_seconds: slow, close_days: days })
			.where('id', '=', id)
			.execute();
		ctx.record({ name: threadChanged, about: aboutThread(thread), data: { thread: id, slow, days } });
	}
	return { thread: id, path: thread.path };
});
