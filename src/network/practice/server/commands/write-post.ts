import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { practiceLimits } from '#network/practice/practice-limits.ts';
import { checkedText } from '#network/practice/server/checked-text.ts';
import { slowDown } from '#network/practice/server/slow-down.ts';
import { mayPractise } from '#network/practice/policy.ts';

export const WritePost = z.strictObject({
	page: z.number().int().positive(),
	key: z.string().trim().min(1, 'missing').max(200),
	text: checkedText(practiceLimits.post),
	link: z
		.url({ protocol: /^https?$/, error: 'wrong' })
		.max(2000)
		.nullish(),
});

/**
 * Writes a post of the page. The same key is the same post (`fresh` is then false). Throws Problem
 * `practice.key-taken` (409) when the key stands for another text, `practice.too-fast` (429).
 */
export const writePost = command(WritePost, async (ctx, { page, key, text, link }) => {
	authorize(ctx.actor, 'practice.use', mayPractise, null);
	const known = await ctx.db
		.selectFrom('practice.post')
		.selectAll()
		.where('page', '=', page)
		.where('key', '=', key)
		.executeTakeFirst();
	if (!known) await slowDown(ctx, page);
	const made = known
		? undefined
		: await ctx.db
				.insertInto('practice.post')
				.values({ page, key, text, link: link ?? null, posted: ctx.now })
				.onConflict((conflict) => conflict.columns(['page', 'key']).doNothing())
				.returningAll()
				.executeTakeFirst();
	if (made) return { ...made, fresh: true };
	// Two calls at the same moment: the other one was first.
	const first =
		known ??
		(await ctx.db
			.selectFrom('practice.post')
			.selectAll()
			.where('page', '=', page)
			.where('key', '=', key)
			.executeTakeFirstOrThrow());
	if (first.text !== text || first.link !== (link ?? null)) throw new Problem('practice.key-taken', 409);
	return { ...first, fresh: false };
});
