import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { practiceLimits } from '#network/practice/practice-limits.ts';
import { checkedText } from '#network/practice/server/checked-text.ts';
import { recordSighting } from '#network/practice/server/record-sighting.ts';
import { slowDown } from '#network/practice/server/slow-down.ts';
import { mayPractise } from '#network/practice/policy.ts';

export const WriteComment = z.strictObject({
	page: z.coerce.number().int().positive(),
	post: z.coerce.number().int().positive(),
	parent: z.coerce.number().int().positive().nullish(),
	/** Absent: the page itself. */
	follower: z.coerce.number().int().positive().nullish(),
	key: z.string().trim().min(1).max(200).nullish(),
	text: checkedText(practiceLimits.comment),
});

/**
 * Writes a comment under a post of the page. The same key is the same comment. A follower who comments has seen the
 * post. Throws Problem `practice.not-found` (404), `practice.key-taken` (409), `practice.too-fast` (429).
 */
export const writeComment = command(WriteComment, async (ctx, { page, post, parent, follower, key, text }) => {
	authorize(ctx.actor, 'practice.use', mayPractise, null);
	const there = await ctx.db
		.selectFrom('practice.post')
		.select('id')
		.where('id', '=', post)
		.where('page', '=', page)
		.executeTakeFirst();
	if (!there) throw notFound('practice');
	const known = key ? await findByKey(ctx.db, post, key) : undefined;
	if (known) return sameOrTaken(known, text, parent ?? null);
	if (parent) {
		const answered = await ctx.db
			.selectFrom('practice.comment')
			.select('id')
			.where('id', '=', parent)
			.where('post', '=', post)
			.executeTakeFirst();
		if (!answered) throw notFound('practice');
	}
	if (follower) {
		const person = await ctx.db
			.selectFrom('practice.follower')
			.select('id')
			.where('id', '=', follower)
			.where('page', '=', page)
			.executeTakeFirst();
		if (!person) throw notFound('practice');
		await recordSighting(ctx, post, follower);
	} else await slowDown(ctx, page);
	const made = await ctx.db
		.insertInto('practice.comment')
		.values({ post, parent: parent ?? null, follower: follower ?? null, key: key ?? null, text, posted: ctx.now })
		.onConflict((conflict) => conflict.columns(['post', 'key']).doNothing())
		.returningAll()
		.executeTakeFirst();
	if (made) return { ...made, fresh: true };
	return sameOrTaken((await findByKey(ctx.db, post, key ?? ''))!, text, parent ?? null);
});

type Db = Parameters<Parameters<typeof command>[1]>[0]['db'];

const findByKey = (db: Db, post: number, key: string) =>
	db.selectFrom('practice.comment').selectAll().where('post', '=', post).where('key', '=', key).executeTakeFirst();

function sameOrTaken<C extends { text: string; parent: number | null }>(known: C, text: string, parent: number | null) {
	if (known.text !== text || known.parent !== parent) throw new Problem('practice.key-taken', 409);
	return { ...known, fresh: false };
}
