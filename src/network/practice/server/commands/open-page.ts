import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { digest, randomToken } from '#platform/token.ts';
import { followerNames, mostFollowers } from '#network/practice/server/follower-names.ts';
import { mayPractise } from '#network/practice/policy.ts';

export const OpenPage = z.strictObject({
	key: z.string().trim().min(1).max(200),
	name: z.string().trim().min(1, 'missing').max(200),
	followers: z.number().int().min(0).max(mostFollowers).default(24),
});

/**
 * Opens a page with its followers and gives its token, which is told this once. The same key is the same page: asked
 * again, it gets a new token and its new name, and keeps its followers.
 */
export const openPage = command(OpenPage, async (ctx, { key, name, followers }) => {
	authorize(ctx.actor, 'practice.use', mayPractise, null);
	const token = randomToken(40);
	const row = await ctx.db
		.insertInto('practice.page')
		.values({ key, name, token: digest(token), created: ctx.now })
		.onConflict((conflict) => conflict.column('key').doUpdateSet({ name, token: digest(token) }))
		.returning(['id', 'created'])
		.executeTakeFirstOrThrow();
	const there = await ctx.db
		.selectFrom('practice.follower')
		.select('id')
		.where('page', '=', row.id)
		.limit(1)
		.executeTakeFirst();
	if (!there && followers) {
		await ctx.db
			.insertInto('practice.follower')
			.values(followerNames(followers).map((follower) => ({ page: row.id, name: follower })))
			.execute();
	}
	return { id: row.id, name, token };
});
