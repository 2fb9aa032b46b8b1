import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { threadMoved, type ThreadMoved } from '#community/events.ts';
import { mayOrderThread } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { loadThread } from '#community/server/load-thread.ts';
import { lookAgainAll } from '#community/server/note-unread.ts';
import { refuseNarrower } from '#community/server/refuse-narrower.ts';
import { categoryThing, threadPath } from '#community/thread.ts';

/**
 * Puts a thread into another category; its old address leads to the new one. Safe to run twice. Throws Problem
 * `category.not-found`, `thread.fewer-readers`, and `thread.wrong-kind` of what stands under something.
 */
export const moveThread = command(
	z.object({ thread: idField, category: idField }),
	async (ctx, { thread: id, category }) => {
		const thread = await loadThread(ctx, id);
		authorize(ctx.actor, 'thread.order', mayOrderThread, null);
		const before = thread.category;
		if (!before) throw new Problem('thread.wrong-kind', 409);
		const target = await ctx.db
			.selectFrom('community.category')
			.select('slug')
			.where('id', '=', category)
			.executeTakeFirst();
		if (!target) throw notFound('category');
		if (before === category) return { thread: id, path: thread.path };
		if (!thread.hidden) await refuseNarrower(ctx, thread, { id, category });
		const path = threadPath(target.slug, id, thread.slug);
		await ctx.db.updateTable('community.thread').set({ category, path }).where('id', '=', id).execute();
		// Whoever follows a category follows what is in it.
		await lookAgainAll(ctx, id);
		const data: ThreadMoved = { thread: id, from: id };
		ctx.record({
			name: threadMoved,
			about: [...aboutThread({ ...thread, category }, thread.author), categoryThing(before)],
			data: { ...data, before, category },
		});
		return { thread: id, path };
	},
);
