import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { keepUses } from '#media/server/index.ts';
import { commentEdited } from '#community/events.ts';
import { editHours, mayEdit } from '#community/policy.ts';
import { commentThing, pictureIds } from '#community/pictured.ts';
import { objectToContents } from '#community/rules.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { keepVersion } from '#community/server/keep-version.ts';
import { readKnown } from '#community/server/read-known.ts';
import { loadComment } from '#community/server/load-comment.ts';
import { noteGroupCalls } from '#community/server/note-group-calls.ts';
import { askReview } from '#community/server/ask-review.ts';
import { withhold } from '#community/server/withhold.ts';
import { refuse } from '#platform/objection.ts';
import { checkRating, ratingFields, readRating, type Rating } from '#community/server/rating.ts';
import { bodyField, readBody, renderComment } from '#community/server/render-comment.ts';

export const EditComment = z.object({
	id: idField,
	body: bodyField,
	/** How often it had been changed when its words were taken up; left out: whatever stands there is replaced. */
	seen: z.coerce.number().int().min(0).optional(),
	/** What it gives now; left out: what it gave. Only its author says so, and nobody else what they got for it. */
	...ratingFields,
});

/**
 * Changes the words of a comment; that it was changed stays visible, and what it said before is kept. Authors within a
 * day, moderators always. Throws Problem `comment.not-found`, `comment.changed-meanwhile`, `comment.deleted`, `comment.too-old`, `thread.closed`,
 * `rating.not-yours`, and what the words and the stars throw.
 */
export const editComment = command(EditComment, async (ctx, { id, body, seen, ...given }) => {
	const comment = await loadComment(ctx, id);
	const own = ctx.actor.kind === 'member' && ctx.actor.member === comment.author;
	const may = mayEdit(ctx.actor, comment.state, comment.threadState, ctx.now);
	if (!may && own) {
		if (comment.deleted) throw new Problem('comment.deleted', 409);
		if (comment.hidden) throw new Problem('comment.hidden', 409);
		if (comment.threadState.closed) throw new Problem('thread.closed', 409);
		if (!comment.threadState.hidden && !comment.threadState.withdrawn)
			throw new Problem('comment.too-old', 403, { hours: editHours });
	}
	authorize(ctx.actor, 'comment.edit', () => may, comment.state);
	// Two people change the same words: the later one is told, and nobody's are lost.
	if (seen !== undefined && seen !== comment.edits) throw new Problem('comment.changed-meanwhile', 409);
	const rating = given.stars === undefined ? null : await settleRating(ctx, comment, readRating(given));
	const rendered = await renderComment(ctx, readBody(body), id);
	let waits: readonly string[] = [];
	const writer = await readKnown(ctx);
	if (writer) {
		// What a new comment may not carry is not brought in by changing an old one.
		refuse(objectToContents(rendered.body, writer, ctx.now, new URL(ctx.site.url).host));
		waits = await askReview(ctx, { author: memberOf(ctx.actor) ?? 0, known: writer, edited: true }, rendered);
	}
	// Nobody's filtered words hide what others wrote.
	if (waits.length && !own) throw new Problem('comment.change-stopped', 409);
	await keepVersion(ctx, id);
	await ctx.db
		.updateTable('community.comment')
		.set({ ...rendered, ...rating, edited: ctx.now, edited_by: memberOf(ctx.actor), edits: comment.edits + 1 })
		.where('id', '=', id)
		.execute();
	await keepUses(ctx, { thing: commentThing(id), pictures: pictureIds(rendered.body) });
	ctx.record({ name: commentEdited, about: aboutThread(comment.about), data: { thread: comment.thread, comment: id } });
	const kept =
		waits.length && !comment.hidden
			? await withhold(ctx, comment, waits)
			: { id, thread: comment.thread, path: `${comment.path}#comment-${id}` };
	// After the thread's row, as where comments are posted.
	await noteGroupCalls(ctx, { id, author: memberOf(ctx.actor), known: writer }, rendered.body);
	return kept;
});

/** The stars that a comment gives from now on. What others gave is not touched by anybody. */
async function settleRating(
	ctx: Ctx,
	comment: Awaited<ReturnType<typeof loadComment>>,
	rating: Rating,
): Promise<Rating | null> {
	if (rating.stars === comment.stars && rating.disclosed === comment.disclosed) return null;
	if (comment.author === null || comment.author !== memberOf(ctx.actor)) throw new Problem('rating.not-yours', 403);
	if (rating.stars === null) return rating;
	const other = await ctx.db
		.selectFrom('community.comment')
		.select('id')
		.where('thread', '=', comment.thread)
		.where('author', '=', comment.author)
		.where('stars', 'is not', null)
		.where('id', '<>', comment.id)
		.executeTakeFirst();
	checkRating(ctx, { ...comment, rated: other?.id ?? null }, rating);
	return rating;
}
