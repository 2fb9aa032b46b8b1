import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { emptyDocument } from '#platform/document/schema.ts';
import { keepUses } from '#media/server/index.ts';
import { commentDeleted, threadHidden } from '#community/events.ts';
import { commentThing } from '#community/pictured.ts';
import { mayDelete } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { loadComment } from '#community/server/load-comment.ts';
import { recount } from '#community/server/recount.ts';

/**
 * Deletes a comment for good: its words are erased, and its pictures with them. Where something answers it, a marked place stays. A forum thread of
 * which nothing but its deleted opening is left is hidden. Safe to run twice.
 */
export const deleteComment = command(z.object({ id: idField }), async (ctx, { id }) => {
	const comment = await loadComment(ctx, id);
	const done = { id, thread: comment.thread, path: comment.path };
	const own = ctx.actor.kind === 'member' && ctx.actor.member === comment.author;
	if (comment.deleted && own) return done;
	authorize(ctx.actor, 'comment.delete', mayDelete, comment.state);
	const by = memberOf(ctx.actor);
	await ctx.db
		.updateTable('community.comment')
		.set({
			deleted: ctx.now,
			deleted_by: by,
			body: emptyDocument(),
			body_html: '',
			body_text: '',
			preview: null,
			stars: null,
			disclosed: null,
		})
		.where('id', '=', id)
		.execute();
	await keepUses(ctx, { thing: commentThing(id), pictures: [] });
	await ctx.db.deleteFrom('community.version').where('comment', '=', id).execute();
	if (!comment.hidden) await recount(ctx, comment.thread, -1);
	const left = comment.comment_count - (comment.hidden ? 0 : 1);
	if (comment.opening === id && left <= 0 && !comment.threadState.hidden) {
		await ctx.db
			.updateTable('community.thread')
			.set({ hidden: ctx.now, hidden_by: by })
			.where('id', '=', comment.thread)
			.execute();
		ctx.record({ name: threadHidden, about: aboutThread(comment.about), data: { thread: comment.thread } });
	}
	ctx.record({
		name: commentDeleted,
		about: aboutThread(comment.about, comment.author),
		data: { thread: comment.thread, comment: id },
	});
	return done;
});
