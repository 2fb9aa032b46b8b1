import { sql } from 'kysely';
import { starsSaid } from '#community/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';
import type { Notice } from '#notification/notice.ts';
import { notNow } from '#notification/server/bundle/not-now.ts';
import { groupOf, visibleNotice, wishedBy } from '#notification/server/visible-notice.ts';

/** Things told in one mail; what is more is counted. */
const most = 8;

/** What a mail about a thread tells, as it may be told at this moment. */
export interface BundleText {
	id: number;
	member: number;
	email: string;
	locale: Locale;
	thread: number;
	title: string;
	notices: Pick<Notice, 'kind' | 'name' | 'people' | 'group' | 'text' | 'comment'>[];
	/** How many there are beyond those. */
	more: number;
}

interface Row extends Omit<BundleText, 'notices' | 'more' | 'thread' | 'title'> {
	/** Why nothing may go out; null: it may. */
	reason: string | null;
	notices: (BundleText['notices'][number] & { thread: number; title: string })[] | null;
}

/**
 * A bundle as it may be sent now, or why it must not be: whether the member is here and may be written to, what of it they may
 * still read, have not read yet, and still want by mail. Asked right before the mail server is talked to.
 */
export async function readBundle(ctx: Ctx, bundle: number): Promise<BundleText | { reason: string }> {
	const { rows } = await sql<Row>`
		select b.id, b.member, m.email::text as email, m.locale, coalesce(${notNow(ctx)}, case
				when exists (select from community.reading g where g.member = b.member and g.thread = b.thread and g.level = 'mute') then 'muted'
			end) as reason,
			(select jsonb_agg(jsonb_build_object('kind', n.kind, 'name', coalesce(last.name, p.name, c.origin_author),
					'people', coalesce(last.people, 1), 'group', ${sql.raw(groupOf)}, 'text', left(concat(${starsSaid('c')}, c.body_text), 2000), 'comment', c.id, 'thread', t.id, 'title', t.title) order by n.id)
				from notification.notice n join community.comment c on c.id = n.comment join community.thread t on t.id = c.thread
				left join membership.member p on p.id = n.actor
				left join lateral (
					select (array_agg(q.name order by r.reacted desc))[1] as name, count(distinct r.member)::int as people
					from community.reaction r join membership.member q on q.id = r.member
					where n.kind = 'reaction' and r.comment = c.id and r.member <> n.member
				) last on n.kind = 'reaction'
				where n.bundle = b.id and n.read is null and ${sql.raw(visibleNotice)} and ${sql.raw(wishedBy('mail'))}
			) as notices
		from notification.bundle b join membership.member m on m.id = b.member
		where b.id = ${bundle}::bigint`.execute(ctx.db);
	const [row] = rows;
	if (!row) return { reason: 'gone' };
	const { reason, notices, ...text } = row;
	if (reason) return { reason };
	const [first] = notices ?? [];
	if (!notices || !first) return { reason: 'nothing' };
	// What was said may have been moved since: it is told of where it stands now.
	return {
		...text,
		thread: first.thread,
		title: first.title,
		notices: notices.slice(0, most),
		more: Math.max(0, notices.length - most),
	};
}
