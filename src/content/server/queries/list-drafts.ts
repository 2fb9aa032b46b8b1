import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, holds } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { articlePath } from '#content/article.ts';
import { workStates, type WorkState } from '#content/work-state.ts';
import { mayWrite } from '#content/policy.ts';
import { bylineOf } from '#content/server/authors.ts';

const ListDrafts = z.object({
	state: z.enum(workStates).optional(),
	author: z.coerce.number().int().positive().optional(),
	tag: z.string().trim().max(30).optional(),
	/** Part of a title. */
	q: z.string().trim().max(150).optional(),
	/** Id of the last article of the page before. */
	before: z.coerce.number().int().positive().optional(),
	limit: z.number().int().min(1).max(100).default(50),
});

/** Every article that the actor may work on, last changed first, a page at a time. Authors see their own, editors all. */
export const listDrafts = query(ListDrafts, async (ctx, { state, author, tag, q, before, limit }) => {
	authorize(ctx.actor, 'article.write', mayWrite, null);
	let found = workable(ctx)
		.leftJoin('community.thread as thread', 'thread.id', 'article.thread')
		.select([
			'article.id',
			'article.slug',
			'article.title',
			'article.changed',
			'article.published',
			'article.scheduled',
		])
		.select(['article.submitted', 'article.returned', 'article.access', 'article.locale', 'article.tags'])
		.select('thread.comment_count as comments')
		.select(bylineOf('article').as('authors'))
		.select(stateOf.as('state'))
		.orderBy('article.changed', 'desc')
		.orderBy('article.id', 'desc')
		.limit(limit + 1);
	if (state) found = found.where(stateOf, '=', state);
	if (author) found = found.where(writtenBy(author));
	if (tag) found = found.where(sql<boolean>`article.tags @> array[${tag}]::text[]`);
	if (q) found = found.where('article.title', 'ilike', `%${q.replace(/[%_\\]/g, '\\$&')}%`);
	if (before) {
		found = found.where(
			sql<boolean>`(article.changed, article.id) < (select changed, id from content.article where id = ${before})`,
		);
	}
	const rows = await found.execute();
	const items = rows
		.slice(0, limit)
		.map((row) => ({ ...row, path: articlePath(row.slug), comments: row.comments ?? 0 }));
	return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
});

/** How many articles the actor may work on stand in each state. */
export const countDrafts = query(z.object({}), async (ctx): Promise<Record<WorkState, number>> => {
	authorize(ctx.actor, 'article.write', mayWrite, null);
	const rows = await workable(ctx)
		.select([stateOf.as('state'), sql<number>`count(*)::int`.as('articles')])
		.groupBy('state')
		.execute();
	const counts = Object.fromEntries(workStates.map((state) => [state, 0])) as Record<WorkState, number>;
	for (const { state, articles } of rows) counts[state] = articles;
	return counts;
});

const writtenBy = (member: number) =>
	sql<boolean>`article.id in (select article from content.article_author where member = ${member}::bigint)`;

/** Articles that the actor may work on, as a query to build on. */
export function workable(ctx: Ctx) {
	const found = ctx.db.selectFrom('content.article as article').where('article.deleted', 'is', null);
	return holds(ctx.actor, 'editor') || ctx.actor.kind !== 'member' ? found : found.where(writtenBy(ctx.actor.member));
}

// What waits for an editor does so although readers see an earlier version.
const stateOf = sql<WorkState>`case
	when article.published is not null and article.submitted is not null then 'submitted'
	when article.published is not null then 'published'
	when article.scheduled is not null then 'scheduled'
	when article.submitted is not null then 'submitted'
	when article.returned is not null then 'returned'
	when article.approved is not null then 'approved'
	else 'draft' end`;
