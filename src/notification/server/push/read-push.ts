import { sql } from 'kysely';
import { starsSaid } from '#community/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';
import type { Notice } from '#notification/notice.ts';
import { freshHours } from '#notification/server/push/push-pace.ts';
import type { PushAddress } from '#notification/server/push/send-push.ts';
import { unreachable } from '#notification/server/push/unreachable.ts';
import { groupOf, visibleNotice, wishedBy } from '#notification/server/visible-notice.ts';

/** What a device is told of a thread, as it may be told at this moment. */
export interface PushText extends PushAddress {
	locale: Locale;
	thread: number;
	title: string;
	/** Oldest first. */
	notices: Pick<Notice, 'kind' | 'name' | 'people' | 'group' | 'text' | 'comment'>[];
}

interface Row extends PushAddress {
	thread: number;
	locale: Locale;
	/** Why nothing may go out; null: it may. */
	reason: 'over' | 'quiet' | null;
	notices: (PushText['notices'][number] & { title: string })[] | null;
}

/**
 * What a device may be told of a thread now, or why nothing: `over` when it is to be forgotten. Whether its session still holds, the
 * member is here, the thread is not muted, and what of it is unread, wanted by push and may still be read, is asked right
 * before it is sent.
 */
export async function readPush(ctx: Ctx, id: number): Promise<PushText | { reason: 'over' | 'quiet' }> {
	const fresh = new Date(ctx.now.getTime() - freshHours * 3_600_000);
	const { rows } = await sql<Row>`
		select p.thread, d.endpoint, d.p256dh, d.auth, m.locale, coalesce(${unreachable(ctx)}, case
				when exists (select from community.reading g where g.member = d.member and g.thread = p.thread and g.level = 'mute') then 'quiet'
			end) as reason,
			(select jsonb_agg(jsonb_build_object('kind', n.kind, 'name', coalesce(last.name, a.name, c.origin_author),
					'people', coalesce(last.people, 1), 'group', ${sql.raw(groupOf)}, 'text', left(concat(${starsSaid('c')}, c.body_text), 400), 'comment', c.id, 'title', t.title) order by n.id)
				from notification.notice n join community.comment c on c.id = n.comment join community.thread t on t.id = c.thread
				left join membership.member a on a.id = n.actor
				left join lateral (
					select (array_agg(q.name order by r.reacted desc))[1] as name, count(distinct r.member)::int as people
					from community.reaction r join membership.member q on q.id = r.member
					where n.kind = 'reaction' and r.comment = c.id and r.member <> n.member
				) last on n.kind = 'reaction'
				where n.member = d.member and n.thread = p.thread and n.read is null and n.told > ${fresh}::timestamptz
					and (p.sent is null or n.told > p.sent) and ${sql.raw(visibleNotice)} and ${sql.raw(wishedBy('push'))}
			) as notices
		from notification.push p join notification.device d on d.id = p.device join membership.member m on m.id = d.member
		where p.id = ${id}::bigint`.execute(ctx.db);
	const [row] = rows;
	if (!row || row.reason) return { reason: row?.reason ?? 'quiet' };
	const { notices, reason: _, ...address } = row;
	const [first] = notices ?? [];
	if (!notices || !first) return { reason: 'quiet' };
	return { ...address, title: first.title, notices };
}
