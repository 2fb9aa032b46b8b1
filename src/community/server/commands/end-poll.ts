import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { pollClosed } from '#community/events.ts';
import { mayEndPoll } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { loadThread, mustBe } from '#community/server/load-thread.ts';

/** Ends a poll now: nobody votes any more, and everybody sees the result. Safe to run twice. */
export const endPoll = command(z.object({ thread: idField }), async (ctx, { thread: id }) => {
	const thread = await loadThread(ctx, id);
	authorize(ctx.actor, 'poll.end', mayEndPoll, thread);
	mustBe(thread, 'poll');
	const ended = await ctx.db
		.updateTable('community.poll')
		.set({ closed: ctx.now })
		.where('thread', '=', id)
		.where('closed', 'is', null)
		.returning('thread')
		.executeTakeFirst();
	if (ended) ctx.record({ name: pollClosed, about: aboutThread(thread), data: { thread: id } });
	return { thread: id, path: thread.path };
});
