import type { Ctx } from '#platform/context/context.ts';
import { matchLocale } from '#platform/language/locale.ts';
import { timeText } from '#platform/language/time-text.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { eventPath, ticketPath } from '#gathering/gathering.ts';
import { gatheringText } from '#gathering/messages/index.ts';
import { readableCode } from '#gathering/ticket.ts';

/** What is written to somebody who comes: they have a seat, they wait, they have one after all, it is tomorrow, … */
export type Letter = 'signed-up' | 'waiting' | 'seated' | 'reminder' | 'moved' | 'cancelled';

/**
 * Writes to whose ticket it is, in their language, as part of the running command. Nobody is written to who has no address
 * any more, is suspended, or whose mailbox said that it wants or takes nothing (`notification.suppression`).
 */
export async function writeToGuest(ctx: Ctx, ticket: number, letter: Letter): Promise<void> {
	const found = await ctx.db
		.selectFrom('gathering.ticket as t')
		.innerJoin('gathering.gathering as g', 'g.id', 't.gathering')
		.innerJoin('membership.member as m', 'm.id', 't.member')
		.select(['t.code', 'g.title', 'g.slug', 'g.begins', 'g.place', 'g.address', 'm.email', 'm.name', 'm.locale'])
		.where('t.id', '=', ticket)
		.where('m.email', 'is not', null)
		.where('m.suspended', 'is', null)
		.where(({ not, exists, selectFrom }) =>
			not(exists(selectFrom('notification.suppression as s').select('s.email').whereRef('s.email', '=', 'm.email'))),
		)
		.executeTakeFirst();
	if (!found?.email) return;
	const locale = matchLocale(found.locale) ?? ctx.locale;
	const say = gatheringText(locale);
	const brand = await ctx.db.selectFrom('site.brand').select(['name', 'time_zone']).executeTakeFirst();
	const values = {
		brand: brand?.name || new URL(ctx.site.url).hostname,
		name: found.name,
		title: found.title,
		when: timeText(found.begins, locale, brand?.time_zone ?? 'Asia/Taipei'),
		place: [found.place, found.address].filter(Boolean).join(locale === 'en' ? ', ' : '，'),
		code: readableCode(found.code),
		ticket: ctx.site.url + ticketPath(ticket),
		url: ctx.site.url + eventPath(found.slug),
	};
	await sendMail(ctx, {
		to: found.email,
		subject: say(`mail.${letter}.subject`, values),
		text: say(`mail.${letter}.text`, values),
		kind: letter === 'reminder' ? 'event-reminder' : 'event-ticket',
	});
}
