import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { digest, randomToken } from '#platform/token.ts';
import { mayReadThread } from '#community/policy.ts';
import { holding, objectToContents } from '#community/rules.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { checkParent, loadPlace } from '#community/server/insert-comment.ts';
import { longestQuote, withQuote } from '#community/server/quote.ts';
import { refuse } from '#platform/objection.ts';
import { refuseState } from '#community/server/refuse.ts';
import { ratingFields, readRating } from '#community/server/rating.ts';
import { readBody } from '#community/server/render-comment.ts';

/** Length of a held comment's token: 160 bits. */
const tokenLength = 32;

export const HoldComment = z.object({
	thread: idField,
	parent: idField.nullish(),
	text: z.string(),
	quote: z.string().max(longestQuote, 'too-long').default(''),
	...ratingFields,
	/** Where it comes from; only a keyed hash is kept. */
	address: z.string().max(100).default(''),
});

/**
 * Keeps what a visitor wrote until they have joined, at most a day. Whoever has the token can have it posted; it is not
 * stored. Throws Problem `held.too-many` (429) and what posting would throw.
 */
export const holdComment = command(
	HoldComment,
	async (ctx, { thread, parent = null, text, quote, address, ...given }) => {
		const rating = readRating(given);
		const { body, text: words } = await withQuote(ctx, readBody({ text }), { thread, parent, quote });
		const place = await loadPlace(ctx, { thread, parent, author: null, posted: ctx.now }, words);
		if (!place || !mayReadThread(ctx.actor, place)) throw notFound('thread');
		refuseState(ctx.actor, place);
		checkParent(place, parent);
		// Who they are is known when they have joined; that no stars are given there, now.
		if (rating.stars && (place.kind !== 'review' || parent)) throw new Problem('rating.not-here', 409);
		refuse(objectToContents(body, { joined: ctx.now, level: 0 }, ctx.now, new URL(ctx.site.url).host));
		const from = address && createHmac('sha256', ctx.site.key('held')).update(address).digest('base64url');
		if (from) {
			await sql`select pg_advisory_xact_lock(hashtextextended(${from}::text, 502))`.execute(ctx.db);
			const { count } = await ctx.db
				.selectFrom('community.held')
				.select((eb) => eb.fn.countAll<number>().as('count'))
				.where('address', '=', from)
				.where('held', '>', new Date(ctx.now.getTime() - 86_400_000))
				.executeTakeFirstOrThrow();
			if (count >= holding.perAddress) throw new Problem('held.too-many', 429, { most: holding.perAddress });
		}
		const token = randomToken(tokenLength);
		await ctx.db
			.insertInto('community.held')
			.values({
				digest: digest(token),
				thread,
				parent,
				address: from,
				held: ctx.now,
				// As it was typed: it is read again when it is posted.
				body_text: text,
				quote,
				...rating,
				expires: new Date(ctx.now.getTime() + holding.hours * 3_600_000),
			})
			.execute();
		return { token };
	},
);
