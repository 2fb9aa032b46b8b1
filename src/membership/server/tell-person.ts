import type { Ctx } from '#platform/context/context.ts';
import { matchLocale } from '#platform/language/locale.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { membershipText } from '#membership/messages/index.ts';

type Letter = 'made' | 'done' | 'refused' | 'extended';

/** Writes to a person about their request, in their language, as part of the running command. */
export async function tellPerson(
	ctx: Ctx,
	person: { email: string | null; locale: string },
	letter: Letter,
	facts: { kind: string; answer?: string; due?: Date },
): Promise<void> {
	if (!person.email) return;
	const locale = matchLocale(person.locale) ?? ctx.locale;
	const say = membershipText(locale);
	const brand = await ctx.db.selectFrom('site.brand').select(['name', 'time_zone']).executeTakeFirst();
	const values = {
		brand: brand?.name || new URL(ctx.site.url).hostname,
		url: ctx.site.url,
		kind: say(`request.${facts.kind}` as 'request.copy'),
		answer: facts.answer ?? '',
		due: facts.due
			? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: brand?.time_zone ?? 'Asia/Taipei' }).format(
					facts.due,
				)
			: '',
	};
	await sendMail(ctx, {
		to: person.email,
		subject: say(`mail.request.${letter}.subject`, values),
		text: say(`mail.request.${letter}.text`, values),
		kind: 'privacy',
	});
}
