import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { readPage } from '#network/practice/server/queries/read-timeline.ts';
import { readReach } from '#network/practice/server/queries/read-reach.ts';
import { mayPractise } from '#network/practice/policy.ts';

/** How many followers one can speak as; the rest only look. */
const speakers = 12;

/**
 * One post with its comments, oldest first, and the followers as whom one may answer. Throws Problem
 * `practice.not-found` (404).
 */
export const readPost = query(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	authorize(ctx.actor, 'practice.use', mayPractise, null);
	const post = await ctx.db.selectFrom('practice.post').selectAll().where('id', '=', id).executeTakeFirst();
	const page = post ? await readPage(ctx.db) : null;
	if (!post || !page || post.page !== page.id) throw notFound('practice');
	const comments = await ctx.db
		.selectFrom('practice.comment')
		.leftJoin('practice.follower', 'practice.follower.id', 'practice.comment.follower')
		.select([
			'practice.comment.id',
			'practice.comment.parent',
			'practice.comment.text',
			'practice.comment.posted',
			'practice.follower.name as follower',
		])
		.where('practice.comment.post', '=', id)
		.orderBy('practice.comment.id')
		.execute();
	const followers = await ctx.db
		.selectFrom('practice.follower')
		.select(['id', 'name'])
		.where('page', '=', page.id)
		.orderBy('id')
		.limit(speakers)
		.execute();
	const likers = await ctx.db
		.selectFrom('practice.liking')
		.innerJoin('practice.follower', 'practice.follower.id', 'practice.liking.follower')
		.select(['practice.follower.id', 'practice.follower.name'])
		.where('practice.liking.post', '=', id)
		.orderBy('practice.liking.follower')
		.limit(50)
		.execute();
	const reach = (await readReach(ctx, [id])).get(id)!;
	const { text, link, posted } = post;
	return { page, post: { id, text, link, posted, reach }, comments, followers, likers };
});
