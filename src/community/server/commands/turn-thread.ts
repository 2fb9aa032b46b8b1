import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { threadChanged } from '#community/events.ts';
import { threadKinds, turnableKinds } from '#community/kind.ts';
import { mayAnnounce, mayTurnThread } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { layOutIdea } from '#community/server/lay-out-kind.ts';
import { loadThread } from '#community/server/load-thread.ts';

/**
 * Puts right what a thread of the forum is for: a question that was begun as a discussion. Which comment answered it is
 * forgotten with the kind; the votes of an idea are kept for the day that it is one again. Safe to run twice. Throws
 * Problem `thread.wrong-kind` of polls, of what asks for reviews and of what stands under something.
 */
export const turnThread = command(
	z.object({ thread: idField, kind: z.enum(threadKinds) }),
	async (ctx, { thread: id, kind }) => {
		const thread = await loadThread(ctx, id);
		authorize(ctx.actor, 'thread.turn', mayTurnThread, thread);
		if (kind === 'announcement' || thread.kind === 'announcement')
			authorize(ctx.actor, 'thread.turn', mayAnnounce, null);
		if (!thread.category || !turnableKinds.includes(thread.kind) || !turnableKinds.includes(kind))
			throw new Problem('thread.wrong-kind', 409);
		if (thread.kind !== kind) {
			await ctx.db.updateTable('community.thread').set({ kind }).where('id', '=', id).execute();
			await ctx.db.deleteFrom('community.answer').where('thread', '=', id).execute();
			if (kind === 'idea') await layOutIdea(ctx, id);
			ctx.record({ name: threadChanged, about: aboutThread(thread), data: { thread: id, kind, before: thread.kind } });
		}
		return { thread: id, path: thread.path };
	},
);
