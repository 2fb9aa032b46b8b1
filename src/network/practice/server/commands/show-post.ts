import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { chance } from '#network/practice/server/chance.ts';
import { mayPractise } from '#network/practice/policy.ts';

/** Share of the followers who see a post each time it is shown to them, and of those who then like it. */
const sees = 0.5;
const likes = 0.25;

/**
 * Lets the followers see a post: some of them do, some of these like it. Who does depends on the post, the follower's
 * name and how often it was shown, and on nothing else. Throws Problem `practice.not-found` (404).
 */
export const showPost = command(z.object({ post: z.coerce.number().int().positive() }), async (ctx, { post }) => {
	authorize(ctx.actor, 'practice.use', mayPractise, null);
	const shown = await ctx.db
		.updateTable('practice.post')
		.set((eb) => ({ shown: eb('shown', '+', 1) }))
		.where('id', '=', post)
		.returning(['page', 'key', 'shown'])
		.executeTakeFirst();
	if (!shown) throw notFound('practice');
	const followers = await ctx.db
		.selectFrom('practice.follower')
		.select(['id', 'name'])
		.where('page', '=', shown.page)
		.execute();
	const seeing = followers.filter(({ name }) => chance('see', shown.key, name, shown.shown) < sees);
	const liking = seeing.filter(({ name }) => chance('like', shown.key, name, shown.shown) < likes);
	if (seeing.length) {
		await ctx.db
			.insertInto('practice.sighting')
			.values(seeing.map(({ id }) => ({ post, follower: id, seen: ctx.now })))
			.onConflict((conflict) =>
				conflict.columns(['post', 'follower']).doUpdateSet((eb) => ({ times: eb('practice.sighting.times', '+', 1) })),
			)
			.execute();
	}
	if (liking.length) {
		await ctx.db
			.insertInto('practice.liking')
			.values(liking.map(({ id }) => ({ post, follower: id, liked: ctx.now })))
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
	return { seen: seeing.length, liked: liking.length };
});
