import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { recordSighting } from '#network/practice/server/record-sighting.ts';
import { mayPractise } from '#network/practice/policy.ts';

export const LikePost = z.object({
	post: z.coerce.number().int().positive(),
	follower: z.coerce.number().int().positive(),
});

/** A follower likes a post, or takes the like back. Throws Problem `practice.not-found` (404). */
export const likePost = command(LikePost, async (ctx, { post, follower }) => {
	authorize(ctx.actor, 'practice.use', mayPractise, null);
	const fits = await ctx.db
		.selectFrom('practice.post')
		.innerJoin('practice.follower', 'practice.follower.page', 'practice.post.page')
		.select('practice.post.id')
		.where('practice.post.id', '=', post)
		.where('practice.follower.id', '=', follower)
		.executeTakeFirst();
	if (!fits) throw notFound('practice');
	const gone = await ctx.db
		.deleteFrom('practice.liking')
		.where('post', '=', post)
		.where('follower', '=', follower)
		.returning('post')
		.executeTakeFirst();
	if (gone) return { liked: false };
	await recordSighting(ctx, post, follower);
	await ctx.db
		.insertInto('practice.liking')
		.values({ post, follower, liked: ctx.now })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	return { liked: true };
});
