import type { PendingQuery, Row } from 'postgres';
import type { Sql } from '#platform/database/connect.ts';
import { newsDays, type MemberList } from '#community/following.ts';
import { threadCard, type CardRow } from '#community/server/card.ts';
import { unmuted } from '#community/server/unmuted.ts';
import type { ThreadCard } from '#community/thread.ts';
import type { Role } from '#platform/actor.ts';

/** A thread in a member's own list. */
export interface ListedThread extends ThreadCard {
	/** Something in it was not seen by this member. */
	unread: boolean;
	/** Never opened. */
	fresh: boolean;
}

export interface MemberThreads {
	items: ListedThread[];
	/** Cursor of the next page, or null. */
	next: string | null;
	/** The end of the visit before this one. */
	lastVisit: Date | null;
}

/** Threads on a page. */
export const listSize = 20;

type Found = CardRow & { seen: Date | null; active: Date; cursor: string; last_visit: Date | null };
type Piece = PendingQuery<Row[]>;

/**
 * A member's own list: the newest activity, what is unread of what they follow, or what nobody showed them yet. One
 * statement: the page's threads by an index first, what their cards need by key afterwards. `before` is the cursor
 * `microseconds-id` of the page before.
 */
export async function listMemberThreads(
	sql: Sql,
	asked: { member: number; role: Role; list: MemberList; before: string | null; now: Date },
): Promise<MemberThreads> {
	const { member, role, list, before, now } = asked;
	const [time = '', id = '0'] = before?.split('-') ?? [];
	const past = (column: 'active' | 'opened'): Piece =>
		before
			? sql`and (t.${sql(column)}, t.id) < (to_timestamp(0) + ${time}::bigint * interval '1 microsecond', ${id}::bigint)`
			: sql``;
	// Comparisons inside of `coalesce`: the planner would believe to know that next to nothing fits, and read everything (see `openCategory`).
	const open = sql`t.hidden is null and t.withdrawn is null
		and coalesce(t.category <> all ((select community.closed_to(${member}, ${role}))::bigint[]), t.category is null)
		and (t.category is not null or t.id <> all ((select community.kept_from(${member}, ${role}))::bigint[]))`;
	// As the index `thread_by_activity` says it.
	const talked = sql`(t.category is not null or t.comment_count > 0)`;
	// Written out: of a limit that is a parameter nobody can plan once and for all.
	const most = sql.unsafe(String(listSize + 1)) as unknown as Piece;
	const many = list === 'unread' && (await hasManyUnread(sql, member));
	const pages: Record<MemberList, () => Piece> = {
		latest: () => sql`
			select t.id, t.active as at, r.seen from community.thread t
			left join community.reading r on r.member = ${member} and r.thread = t.id
			where ${open} and ${talked}
				and ${unmuted(sql, member)} ${past('active')}
			order by t.active desc, t.id desc limit ${most}`,
		// Few unread ones are looked up; of many, the newest are met soon on the way down the list of all.
		unread: () =>
			many
				? sql`
			select t.id, t.active as at, r.seen from community.thread t cross join lateral (
				select seen from community.reading r
				where r.member = ${member} and r.thread = t.id and r.unread is not null and t.active > coalesce(r.seen, '-infinity')
				offset 0
			) r
			where ${open} and ${talked} ${past('active')}
			order by t.active desc, t.id desc limit ${most}`
				: sql`
			select t.id, t.active as at, r.seen from community.reading r join community.thread t on t.id = r.thread
			where r.member = ${member} and r.unread is not null and t.active > coalesce(r.seen, '-infinity') and ${open} ${past('active')}
			order by t.active desc, t.id desc limit ${most}`,
		newest: () => sql`
			select t.id, t.opened as at, null::timestamptz as seen from community.thread t
			left join community.reading r on r.member = ${member} and r.thread = t.id
			where ${open} and t.category is not null and coalesce(r.seen is null, true) and ${unmuted(sql, member)}
				and t.author is distinct from ${member} and t.opened > greatest(
					${new Date(now.getTime() - newsDays * 86_400_000)}, (select news_since from community.visit where member = ${member})
				) ${past('opened')}
			order by t.opened desc, t.id desc limit ${most}`,
	};
	const rows = await sql<Found[]>`
		with page as materialized (${pages[list]()})
		select t.id, t.path, t.title, t.kind, t.tags, t.subject, t.nameless, t.opened, t.closed, t.pinned_in, t.opening, t.comment_count, t.last_commented, t.active,
			category.id as category_id, category.slug as category_slug, category.name as category_name, category.locale as category_locale,
			author.id as author_id, author.name as author_name, author.handle::text as author_handle,
			idea.status as idea_status, idea.vote_count as idea_votes, answered.id as answer, page.seen,
			(extract(epoch from page.at) * 1000000)::bigint::text || '-' || t.id as cursor,
			(select visit.before from community.visit where visit.member = ${member}) as last_visit
		from page join community.thread t on t.id = page.id
		left join community.category on category.id = t.category
		left join membership.member author on author.id = t.author and t.nameless is null
		left join community.idea on idea.thread = t.id
		left join community.answer on answer.thread = t.id
		left join community.comment answered on answered.id = answer.comment and answered.hidden is null and answered.deleted is null
		order by page.at desc, t.id desc`;
	return {
		items: rows.slice(0, listSize).map((row) => ({
			...threadCard(row),
			unread: row.seen !== null && row.active > row.seen,
			fresh: row.seen === null,
		})),
		next: rows.length > listSize ? (rows[listSize - 1]?.cursor ?? null) : null,
		lastVisit: rows[0]?.last_visit ?? null,
	};
}

/** From so many on, unread threads are no longer looked up one by one. */
const manyUnread = 500;

async function hasManyUnread(sql: Sql, member: number): Promise<boolean> {
	const [row] = await sql<{ count: number }[]>`
		select count(*)::int as count from (
			select from community.reading where member = ${member} and unread is not null limit ${manyUnread}
		) unread`;
	return row?.count === manyUnread;
}
