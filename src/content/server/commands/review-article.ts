import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { articleThing } from '#content/article.ts';
import { articleApproved, articleNoted, articleReturned, articleSubmitted } from '#content/events.ts';
import { mayChange, mayReview } from '#content/policy.ts';
import { addNote, noteText } from '#content/server/add-note.ts';
import { findWritten } from '#content/server/find-written.ts';

const id = z.coerce.number().int().positive();
const Review = z.object({ id, text: noteText.optional() });

/** An author hands a draft in for review. Safe to run twice. */
export const submitArticle = command(Review, async (ctx, { id, text }) => {
	const article = await findWritten(ctx, id, 'for update');
	authorize(ctx.actor, 'article.write', mayChange, article);
	if (article.published) throw new Problem('article.published-already', 409);
	if (article.submitted) {
		if (text) await addNote(ctx, article, 'comment', text);
		return { id };
	}
	const by = memberOf(ctx.actor);
	await ctx.db
		.updateTable('content.article')
		.set({ submitted: ctx.now, submitted_by: by, returned: null })
		.where('id', '=', id)
		.execute();
	await addNote(ctx, article, 'submitted', text ?? '');
	ctx.record({ name: articleSubmitted, about: articleThing(id), data: { article: id } });
	return { id };
});

/**
 * An editor approves the version that was read; its author may publish it then. Throws Problem
 * `article.changed-meanwhile` (409) when another version is there by now.
 */
export const approveArticle = command(Review.extend({ version: id }), async (ctx, { id, version, text }) => {
	const article = await findWritten(ctx, id, 'for update');
	authorize(ctx.actor, 'article.review', mayReview, null);
	if (article.version !== version) throw new Problem('article.changed-meanwhile', 409, { version: article.version });
	if (article.approved && article.approved_version === version && !article.submitted) return { id };
	const by = memberOf(ctx.actor);
	await ctx.db
		.updateTable('content.article')
		.set({ submitted: null, submitted_by: null, returned: null })
		.set({ approved: ctx.now, approved_by: by, approved_version: version })
		.where('id', '=', id)
		.execute();
	await addNote(ctx, article, 'approved', text ?? '');
	ctx.record({ name: articleApproved, about: articleThing(id), data: { article: id, version } });
	return { id };
});

/** An editor gives a draft back, and says what should change. */
export const returnArticle = command(Review, async (ctx, { id, text }) => {
	const article = await findWritten(ctx, id, 'for update');
	authorize(ctx.actor, 'article.review', mayReview, null);
	if (!text) throw invalidInput([{ path: 'note', key: 'missing' }]);
	if (!article.submitted) throw new Problem('article.not-submitted', 409);
	await ctx.db
		.updateTable('content.article')
		.set({ submitted: null, submitted_by: null, approved: null, approved_by: null, approved_version: null })
		.set({ returned: ctx.now })
		.where('id', '=', id)
		.execute();
	await addNote(ctx, article, 'returned', text);
	ctx.record({ name: articleReturned, about: articleThing(id), data: { article: id } });
	return { id };
});

/** Somebody who works on an article says something about it to the others. */
export const noteArticle = command(Review, async (ctx, { id, text }) => {
	const article = await findWritten(ctx, id);
	authorize(ctx.actor, 'article.write', mayChange, article);
	if (!text) throw invalidInput([{ path: 'note', key: 'missing' }]);
	await addNote(ctx, article, 'comment', text);
	ctx.record({ name: articleNoted, about: articleThing(id), data: { article: id } });
	return { id };
});
