import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';
import { mediaPath } from '#media/picture.ts';
import { findWaiting, type Waiting } from '#message/server/index.ts';
import { talkPath } from '#message/talk.ts';
import { readBrand } from '#site/server/index.ts';
import { notificationText } from '#notification/messages/index.ts';
import { sayWaiting } from '#notification/say-waiting.ts';
import { freshHours } from '#notification/server/push/push-pace.ts';
import type { PushAddress, PushMessage } from '#notification/server/push/send-push.ts';
import { unreachable } from '#notification/server/push/unreachable.ts';
import type { PushNotice } from '#notification/server/push/write-push.ts';
import { wishedMessages } from '#notification/server/visible-notice.ts';

/** What a device is told of a private talk: that these wrote. */
export interface TalkPush extends PushAddress, Waiting {
	locale: Locale;
}

interface Row extends PushAddress {
	locale: Locale;
	talk: number;
	member: number;
	sent: Date | null;
	reason: 'over' | 'quiet' | null;
}

/** What a device may be told of a talk now, or why nothing: asked right before it is sent, as of threads. */
export async function readTalkPush(ctx: Ctx, id: number): Promise<TalkPush | { reason: 'over' | 'quiet' }> {
	const { rows } = await sql<Row>`
		select p.talk, p.sent, d.member, d.endpoint, d.p256dh, d.auth, m.locale, coalesce(${unreachable(ctx)},
			case when not ${sql.raw(wishedMessages('push', 'd.member'))} then 'quiet' end) as reason
		from notification.push p join notification.device d on d.id = p.device join membership.member m on m.id = d.member
		where p.id = ${id}::bigint`.execute(ctx.db);
	const [row] = rows;
	if (!row || row.reason) return { reason: row?.reason ?? 'quiet' };
	const { sent, member, reason: _, ...told } = row;
	const fresh = new Date(ctx.now.getTime() - freshHours * 3_600_000);
	const since = sent && sent > fresh ? sent : fresh;
	const waiting = await findWaiting(ctx.sql, { member, talk: told.talk, since });
	return waiting ? { ...told, ...waiting } : { reason: 'quiet' };
}

/** Writes what a device shows: that somebody wrote; other people see screens, so not a word of it. */
export async function writeTalkPush(ctx: Ctx, push: TalkPush): Promise<PushMessage> {
	const { locale, talk } = push;
	const { icons } = await readBrand(ctx, {});
	const notice: PushNotice = {
		title: sayWaiting(push, locale),
		body: notificationText(locale)('message.push.body'),
		path: talkPath(talk),
		tag: `talk-${talk}`,
		lang: locale,
		...(icons ? { icon: mediaPath(icons.medium) } : {}),
	};
	return { text: JSON.stringify(notice), topic: `talk-${talk.toString(36)}`, urgent: true };
}
