import { z } from 'zod';
import { authorize, holds } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { articlePath } from '#content/article.ts';
import { mayWrite } from '#content/policy.ts';

const ListDrafts = z.object({
	before: z.coerce.number().int().positive().optional(),
	limit: z.number().int().max(100).default(50),
});

/** Every article that the actor may work on, last changed first. Authors see their own, editors all. */
export const listDrafts = query(ListDrafts, async (ctx, { limit }) => {
	authorize(ctx.actor, 'article.write', mayWrite, null);
	let found = ctx.db
		.selectFrom('content.article as article')
		.innerJoin('membership.member as author', 'author.id', 'article.author')
		.leftJoin('community.thread as thread', 'thread.id', 'article.thread')
		.select([
			'article.id',
			'article.slug',
			'article.title',
			'article.changed',
			'article.published',
			'article.scheduled',
			'author.name as author',
			'thread.comment_count as comments',
		])
		.orderBy('article.changed', 'desc')
		.limit(limit);
	if (!holds(ctx.actor, 'editor') && ctx.actor.kind === 'member')
		found = found.where('article.author', '=', ctx.actor.member);
	const rows = await found.execute();
	return rows.map((row) => ({ ...row, path: articlePath(row.slug), comments: row.comments ?? 0 }));
});
