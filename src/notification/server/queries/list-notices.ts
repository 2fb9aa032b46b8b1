import { sql } from 'kysely';
import { starsSaid } from '#community/server/index.ts';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Notice } from '#notification/notice.ts';
import { mayReadNotices } from '#notification/policy.ts';
import { groupOf, visibleNotice, wishedOnSite } from '#notification/server/visible-notice.ts';

/** Notices on a page. */
const size = 30;
/** More than this is not counted for the bell. */
const mostCounted = 99;
const shown = `${visibleNotice} and ${wishedOnSite}`;

/** What whoever asks was told, newest first. Only what can still be read, and is wanted here, is shown: that is asked each time. */
export const listNotices = query(
	z.object({ before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional() }),
	async (ctx, { before }) => {
		authorize(ctx.actor, 'notice.read', mayReadNotices, null);
		const { rows } = await sql<Notice>`
			select n.id, n.kind, coalesce(last.name, m.name, c.origin_author) as name, t.title, left(concat(${starsSaid('c')}, c.body_text), 140) as text, c.id as comment, n.told, n.read,
				coalesce(last.people, 1) as people, ${sql.raw(groupOf)} as "group"
			from notification.notice n join community.comment c on c.id = n.comment join community.thread t on t.id = c.thread
			left join membership.member m on m.id = n.actor
			left join lateral (
				select (array_agg(p.name order by r.reacted desc))[1] as name, count(distinct r.member)::int as people
				from community.reaction r join membership.member p on p.id = r.member
				where n.kind = 'reaction' and r.comment = c.id and r.member <> n.member
			) last on n.kind = 'reaction'
			where n.member = ${memberOf(ctx.actor)}::bigint and n.id < ${before ?? Number.MAX_SAFE_INTEGER}::bigint
				and ${sql.raw(shown)}
			order by n.id desc limit ${size + 1}::int`.execute(ctx.db);
		const items = rows.slice(0, size);
		return { items, next: rows.length > size ? (items.at(-1)?.id ?? null) : null };
	},
);

/** How many of a member's notices are unread, for the bell, at most 99, as SQL. It is asked with every page that a member opens. */
export const unreadNotices = (member: string): string => `(select count(*)::int from (
	select from notification.notice n join community.comment c on c.id = n.comment join community.thread t on t.id = c.thread
	where n.member = ${member} and n.read is null and ${shown} limit ${mostCounted}) unread)`;
