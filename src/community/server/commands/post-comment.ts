import { z } from 'zod';
import { authorize, type Actor } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { checkPlace, insertComment, loadPlace, type NewComment } from '#community/server/insert-comment.ts';
import { askReview } from '#community/server/ask-review.ts';
import { longestQuote, withQuote } from '#community/server/quote.ts';
import { ratingFields, readRating } from '#community/server/rating.ts';
import { bodyField, readBody, renderComment } from '#community/server/render-comment.ts';

export const idField = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

/** A ticked box of a form, or a program's true. */
export const namelessField = z.preprocess((value) => value === true || value === 'on', z.boolean()).default(false);

export const PostComment = z.object({
	thread: idField,
	/** The comment that is answered. */
	parent: idField.nullish(),
	/** A document of the editor, or `{ text }`. */
	body: bodyField,
	/** Words of the answered comment that stand above the answer. */
	quote: z.string().max(longestQuote, 'too-long').default(''),
	/** Without one's name, where the category lets. */
	nameless: namelessField,
	/** What it gives, where the thread asks for reviews; and then what its author got for saying so. */
	...ratingFields,
	/** Whose words they are and when they were said; believed only of the system (an import, a sample brand). */
	author: idField.optional(),
	posted: z.date().optional(),
	/** Reasons of whoever brings it for which a person should look at it first; those of the house are added. */
	waits: z.array(z.string().max(40)).max(5).optional(),
});

/**
 * Says something in a thread. Throws Problem `thread.not-found`, `thread.closed`, `thread.hidden`, `comment.not-found` and
 * `comment.parent-gone` (of what is answered), `comment.too-fast`, `-too-many`, `-repeated`, `-too-many-links`,
 * `-too-many-pictures`, `-too-long`, `-invalid`, `-misquoted`, `-not-nameless`; of stars what `checkRating` throws.
 */
export const postComment = command(PostComment, async (ctx, input) => {
	const { thread, parent = null, body, quote, nameless, author, posted, waits: brought = [] } = input;
	const rating = readRating(input);
	const comment: NewComment = {
		thread,
		parent,
		author: writer(ctx.actor, author),
		posted: ctx.actor.kind === 'system' && posted ? posted : ctx.now,
		nameless,
		rating,
	};
	const rendered = await renderComment(ctx, await withQuote(ctx, readBody(body), { thread, parent, quote }));
	const place = await loadPlace(ctx, comment, rendered.body_text);
	checkPlace(ctx, place, comment, rendered);
	const { joined, level } = place;
	const said = { author: comment.author as number, known: { joined: joined ?? ctx.now, level } };
	const waits = joined ? await askReview(ctx, said, rendered) : [];
	return insertComment(ctx, place, comment, rendered, [...brought, ...waits]);
});

/** The member in whose name something is written: oneself; the system names somebody. */
export function writer(actor: Actor, named: number | undefined): number {
	if (actor.kind === 'system') {
		if (named === undefined) throw new Problem('session.required', 401);
		return named;
	}
	authorize(actor, 'comment.post', () => actor.kind === 'member', null);
	return (actor as Extract<Actor, { kind: 'member' }>).member;
}
