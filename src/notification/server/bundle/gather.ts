import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { waits } from '#notification/server/bundle/bundle-pace.ts';
import { wishedBy } from '#notification/server/visible-notice.ts';

/**
 * Lays what members were just told about a comment into the mail that each of them gets about its thread; one that is not
 * there yet is begun, and waits the longer the more of them went out lately. Safe to run twice: what lies in one stays there.
 */
export async function gather(ctx: Ctx, comment: number): Promise<void> {
	// Nothing is kept for a mail server that is not there.
	if (!ctx.settings.smtpUrl) return;
	const dayAgo = new Date(ctx.now.getTime() - 86_400_000);
	await sql`
		with fresh as (
			select n.id, n.member, n.thread from notification.notice n join membership.member m on m.id = n.member
			where n.comment = ${comment}::bigint and n.bundle is null and n.read is null and n.told > ${dayAgo}::timestamptz
				and m.email is not null and ${sql.raw(wishedBy('mail'))}
		), place as (
			select f.member, f.thread, (select count(*)::int from notification.bundle b
				where b.member = f.member and b.thread = f.thread and b.sent > ${dayAgo}::timestamptz) as lately
			from (select distinct member, thread from fresh) f order by f.member
		), held as (
			insert into notification.bundle as b (member, thread, opened, due)
			select member, thread, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
				+ make_interval(mins => (${sql.val(`{${waits.join(',')}}`)}::int[])[least(lately, ${waits.length - 1}::int) + 1])
			from place
			on conflict (member, thread) where sealed is null do update set opened = b.opened
			returning b.id, b.member, b.thread
		)
		update notification.notice n set bundle = held.id from fresh join held using (member, thread) where n.id = fresh.id`.execute(
		ctx.db,
	);
}
