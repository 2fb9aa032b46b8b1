import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { commentEdited } from '#community/events.ts';
import { mayBringHome } from '#community/policy.ts';
import { longestForeign, waitsFor } from '#community/server/commands/post-foreign-comment.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { keepVersion } from '#community/server/keep-version.ts';
import { loadComment } from '#community/server/load-comment.ts';
import { readBody, renderComment } from '#community/server/render-comment.ts';
import { withhold } from '#community/server/withhold.ts';

/**
 * What was said elsewhere says something else there now, and so here. The new words are looked at as the first ones were, and take the comment
 * out of sight until a person has looked where those would have waited; what it said before is kept. What was taken away here, or deleted,
 * stays as it was judged. Safe to run twice. Throws Problem `comment.not-found`, and what the words throw.
 */
export const changeForeignComment = command(
	z.object({ id: idField, text: z.string(), review: z.string().max(2_000) }),
	async (ctx, { id, text, review: stranger }) => {
		const comment = await loadComment(ctx, id);
		authorize(ctx.actor, 'comment.bring-home', mayBringHome, null);
		if (comment.origin_network === null || comment.deleted || (comment.hidden && !comment.held)) return { id };
		const rendered = await renderComment(ctx, readBody({ text: [...text].slice(0, longestForeign).join('') }, 1));
		const before = await ctx.db
			.selectFrom('community.comment')
			.select('body_text')
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		if (before.body_text === rendered.body_text) return { id };
		await keepVersion(ctx, id);
		await ctx.db
			.updateTable('community.comment')
			.set({ ...rendered, edited: ctx.now, edits: comment.edits + 1 })
			.where('id', '=', id)
			.execute();
		ctx.record({
			name: commentEdited,
			about: aboutThread(comment.about),
			data: { thread: comment.thread, comment: id },
		});
		const waits = comment.held ? [] : await waitsFor(ctx, stranger, rendered, true);
		if (waits.length) await withhold(ctx, comment, waits);
		return { id };
	},
);
