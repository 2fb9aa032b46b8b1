import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Sql } from '#platform/database/connect.ts';
import type { Notice } from '#notification/notice.ts';
import { mayReadNotices } from '#notification/policy.ts';

/** Notices on a page. */
const size = 30;
/** More than this is not counted for the bell. */
const mostCounted = 99;

/**
 * What whoever asks was told, newest first. Only what can still be read is shown: that is asked again each time. What became of
 * one's own words is told also when they were taken away.
 */
export const listNotices = query(
	z.object({ before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional() }),
	async (ctx, { before }) => {
		authorize(ctx.actor, 'notice.read', mayReadNotices, null);
		const { rows } = await sql<Notice>`
			select n.id, n.kind, coalesce(m.name, c.origin_author) as name, t.title, left(c.body_text, 140) as text, c.id as comment, n.told, n.read
			from notification.notice n join community.comment c on c.id = n.comment join community.thread t on t.id = c.thread
			left join membership.member m on m.id = n.actor
			where n.member = ${memberOf(ctx.actor)}::bigint and n.id < ${before ?? Number.MAX_SAFE_INTEGER}::bigint
				and c.deleted is null and (
					n.kind in ('hidden', 'warned', 'silenced', 'shown')
					or t.hidden is null and t.withdrawn is null and c.hidden is null
				)
			order by n.id desc limit ${size + 1}::int`.execute(ctx.db);
		const items = rows.slice(0, size);
		return { items, next: rows.length > size ? (items.at(-1)?.id ?? null) : null };
	},
);

/** How many of them are unread, for the bell; at most 99. One prepared statement: it runs with every page a member opens. */
export async function countNotices(sql: Sql, member: number): Promise<number> {
	const [row] = await sql<{ count: number }[]>`
		select count(*)::int as count from (
			select from notification.notice n join community.comment c on c.id = n.comment join community.thread t on t.id = c.thread
			where n.member = ${member} and n.read is null
				and c.deleted is null and (
					n.kind in ('hidden', 'warned', 'silenced', 'shown')
					or t.hidden is null and t.withdrawn is null and c.hidden is null
				)
			limit ${mostCounted}
		) unread`;
	return row?.count ?? 0;
}
