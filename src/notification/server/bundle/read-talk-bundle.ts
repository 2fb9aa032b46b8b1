import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';
import { findWaiting, type Waiting } from '#message/server/index.ts';
import { notNow } from '#notification/server/bundle/not-now.ts';
import { wishedMessages } from '#notification/server/visible-notice.ts';

/** What a mail about a private talk tells: that these wrote. */
export interface TalkBundle extends Waiting {
	id: number;
	member: number;
	email: string;
	locale: Locale;
}

interface Row extends Pick<TalkBundle, 'id' | 'member' | 'email' | 'locale' | 'talk'> {
	reason: string | null;
	since: Date;
}

/**
 * A bundle about a talk as it may be sent now, or why it must not be: whether they are still in the talk, have not read it meanwhile and
 * want mails about it. What the mail before told of is not told again.
 */
export async function readTalkBundle(ctx: Ctx, bundle: number): Promise<TalkBundle | { reason: string }> {
	const { rows } = await sql<Row>`
		select b.id, b.member, b.talk, m.email::text as email, m.locale, coalesce(${notNow(ctx)},
				case when not ${sql.raw(wishedMessages('mail', 'b.member'))} then 'unwanted' end) as reason,
			coalesce((select max(o.taken) from notification.bundle o
				where o.member = b.member and o.talk = b.talk and o.id <> b.id and o.sent is not null), to_timestamp(0)) as since
		from notification.bundle b join membership.member m on m.id = b.member
		where b.id = ${bundle}::bigint`.execute(ctx.db);
	const [row] = rows;
	if (!row) return { reason: 'gone' };
	const { reason, since, ...text } = row;
	if (reason) return { reason };
	const waiting = await findWaiting(ctx.sql, { member: row.member, talk: row.talk, since });
	return waiting ? { ...text, ...waiting } : { reason: 'nothing' };
}
