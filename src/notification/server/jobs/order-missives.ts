import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { localTime, zonedTime } from '#platform/language/zoned-time.ts';
import { readBrand } from '#site/server/index.ts';
import { daysBetween } from '#notification/cadence.ts';

const hour = 3_600_000;
/** Whoever was told there is nothing is looked at again a day later. */
const lookedHours = 22;
/** A digest tells of no more than this, in days. */
const longestBack = 30;

/**
 * Every hour: orders the digests whose time has come, and on Monday morning the owners' week. Whoever was here since their last one
 * hears of what came after. Safe to run twice: of each kind one waits at most.
 */
export const orderMissives = job('notification.order-missives', { every: '7 * * * *', retries: 0 }, async (ctx) => {
	// Nothing is kept for a mail server that is not there.
	if (!ctx.settings.smtpUrl) return;
	await orderDigests(ctx);
	await orderSummaries(ctx);
});

async function orderDigests(ctx: Ctx): Promise<void> {
	const ago = (days: number): Date => new Date(ctx.now.getTime() - days * 24 * hour + hour / 2);
	const looked = new Date(ctx.now.getTime() - lookedHours * hour);
	await sql`
		insert into notification.missive (member, matter, since, opened, due)
		select m.id, 'digest', greatest(m.joined, last.sent, v.seen, ${ago(longestBack)}::timestamptz), ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
		from membership.member m
		left join membership.preference p on p.member = m.id
		left join notification.cadence c on c.member = m.id and c.matter = 'digest'
		left join community.visit v on v.member = m.id
		left join lateral (
			select max(d.sent) as sent, max(d.opened) as opened from notification.missive d where d.member = m.id and d.matter = 'digest'
		) last on true
		where m.email is not null and m.erased is null and m.suspended is null and p.refused is null
			and coalesce(c.every, case when p.mail is not null then 'week' end) in ('day', 'week')
			and greatest(m.joined, last.sent, v.seen) < case when c.every = 'day' then ${ago(daysBetween.day)}::timestamptz else ${ago(daysBetween.week)}::timestamptz end
			and (last.opened is null or last.opened < ${looked}::timestamptz)
			and not exists (select from notification.suppression s where s.email = m.email)
		on conflict do nothing`.execute(ctx.db);
}

/** Every owner's week goes out on Monday at eight, by the clocks of the site. */
async function orderSummaries(ctx: Ctx): Promise<void> {
	const { timeZone } = await readBrand(ctx, {});
	const day = localTime(ctx.now, timeZone).slice(0, 10);
	const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
	const monday = new Date(Date.parse(`${day}T00:00:00Z`) - weekday * 24 * hour).toISOString().slice(0, 10);
	const due = zonedTime(`${monday}T08:00`, timeZone);
	// A week that is told of days late is told of next time.
	if (!due || ctx.now < due || ctx.now.getTime() > due.getTime() + 24 * hour) return;
	await sql`
		insert into notification.missive (member, matter, since, opened, due)
		select m.id, 'summary', ${new Date(due.getTime() - 7 * 24 * hour)}::timestamptz, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
		from membership.member m left join notification.cadence c on c.member = m.id and c.matter = 'summary'
		where m.role = 'owner' and m.email is not null and m.erased is null and m.suspended is null and coalesce(c.every, 'week') = 'week'
			and not exists (
				select from notification.missive s where s.member = m.id and s.matter = 'summary' and s.opened >= ${due}::timestamptz
			)
		on conflict do nothing`.execute(ctx.db);
}
