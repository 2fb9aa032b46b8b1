import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { maySeePosts } from '#publishing/policy.ts';

/** What became of each attempt at a post, oldest first: its log. */
export const listAttempts = query(z.object({ post: z.coerce.number().int().positive() }), async (ctx, { post }) => {
	authorize(ctx.actor, 'post.list', maySeePosts, null);
	const rows = await ctx.db
		.selectFrom('publishing.attempt')
		.select(['id', 'began', 'ended', 'kind', 'trouble', 'details'])
		.where('post', '=', post)
		.orderBy('id')
		.limit(100)
		.execute();
	return rows.map(({ details, ...row }) => {
		const said = (details ?? {}) as Record<string, unknown>;
		// What the network itself said, in its own words: whoever asks its makers will need it.
		return { ...row, said: [said['code'], said['reason']].filter(Boolean).join(' ') };
	});
});
