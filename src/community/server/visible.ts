import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { openTalk } from '#community/server/access.ts';

/** Threads with what a card needs of each, as a query to build on; each of the joined is one row found by its key. */
export const threadCards = (ctx: Ctx) =>
	ctx.db
		.selectFrom('community.thread as thread')
		.leftJoin('community.category as category', 'category.id', 'thread.category')
		.leftJoin('membership.member as author', (join) =>
			// What was begun without a name has none here, for nobody.
			join.onRef('author.id', '=', 'thread.author').on('thread.nameless', 'is', null),
		)
		.leftJoin('community.idea as idea', 'idea.thread', 'thread.id')
		.leftJoin('community.answer as answer', 'answer.thread', 'thread.id')
		// An answer that was taken away answers nothing, until it is shown again.
		.leftJoin('community.comment as answered', (join) =>
			join
				.onRef('answered.id', '=', 'answer.comment')
				.on('answered.hidden', 'is', null)
				.on('answered.deleted', 'is', null),
		)
		.select(cardColumns)
		.select(starCounts);

/** Threads that lists may show whoever asks. Nothing hidden, not even to moderators. */
export const visibleThreads = (ctx: Ctx) =>
	threadCards(ctx)
		.where('thread.hidden', 'is', null)
		.where('thread.withdrawn', 'is', null)
		.where(openTalk(ctx.actor))
		// As the index `thread_by_activity` says it, without a parameter.
		.where(sql<boolean>`(thread.category is not null or thread.comment_count > 0)`);

/** How many gave how many stars, looked up only where stars are given. */
export const starCounts = sql<number[] | null>`case when thread.kind = 'review' then (
	select r.counts from community.rated r where r.thread = thread.id
) end`.as('counts');

/** What a thread's card is made of. */
export const cardColumns = [
	'thread.id',
	'author.id as author_id',
	'thread.nameless',
	'thread.path',
	'thread.title',
	'thread.kind',
	'answered.id as answer',
	'idea.status as idea_status',
	'idea.vote_count as idea_votes',
	'thread.tags',
	'thread.subject',
	'thread.opened',
	'thread.closed',
	'thread.pinned_in',
	'thread.opening',
	'thread.comment_count',
	'thread.last_commented',
	'category.id as category_id',
	'category.slug as category_slug',
	'category.name as category_name',
	'category.locale as category_locale',
	'author.name as author_name',
	'author.handle as author_handle',
] as const;

/** True for a comment (named by its alias) that everybody may read. */
export const readable = (alias: string): RawBuilder<boolean> =>
	sql<boolean>`(${sql.ref(`${alias}.deleted`)} is null and ${sql.ref(`${alias}.hidden`)} is null)`;

/**
 * True for a comment of the first level that a page shows: one that may be read, and the place of one that may not but
 * has answers, or opened the thread. Moderators see what is hidden. (With `offset` each is looked up by itself: else the planner, which expects to
 * go through all of a long thread, reads every comment of the house for the first one that was taken away.)
 */
export const placed = (alias: string, opening: number | null, moderator: boolean): RawBuilder<boolean> => sql<boolean>`(
	${readable(alias)} or ${sql.ref(`${alias}.id`)} = ${opening}::bigint or (${moderator}::boolean and ${sql.ref(`${alias}.deleted`)} is null)
	or exists (select from community.comment below where below.root = ${sql.ref(`${alias}.id`)} and ${readable('below')} offset 0)
)`;
