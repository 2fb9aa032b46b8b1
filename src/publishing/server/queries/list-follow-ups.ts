import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { maySeePosts } from '#publishing/policy.ts';
import { postState } from '#publishing/post-state.ts';

/** What follows a post on its network, in its order, with how it stands. */
export const listFollowUps = query(z.object({ post: z.coerce.number().int().positive() }), async (ctx, { post }) => {
	authorize(ctx.actor, 'post.list', maySeePosts, null);
	const rows = await ctx.db
		.selectFrom('publishing.follow_up')
		.selectAll()
		.where('post', '=', post)
		.orderBy('number')
		.execute();
	return rows.map((row) => ({
		id: row.id,
		number: row.number,
		kind: row.kind as 'thread' | 'comment',
		text: row.text,
		state: postState({ ...row, withdrawn: null }),
		trouble: row.trouble,
		url: row.external_url,
	}));
});
