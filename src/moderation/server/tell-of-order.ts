import type { Ctx } from '#platform/context/context.ts';
import { matchLocale } from '#platform/language/locale.ts';
import { timeText } from '#platform/language/time-text.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { appealAddress, houseName } from '#membership/server/index.ts';
import { moderationText } from '#moderation/messages/index.ts';
import type { NewMeasure } from '#moderation/server/take-measure.ts';

/** Writes to a member that they were warned, silenced or shut out: why, until when, and where they may object without signing in. */
export async function tellOfMeasure(ctx: Ctx, measure: NewMeasure & { id: number }): Promise<void> {
	const person = await findPerson(ctx, measure.member);
	if (!person) return;
	const { decision, id, kind, reason, words, until } = measure;
	const say = moderationText(person.locale);
	const brand = await ctx.db.selectFrom('site.brand').select('time_zone').executeTakeFirst();
	const values = {
		brand: await houseName(ctx),
		url: ctx.site.url,
		reason: say(`reason.${reason}`),
		words: words && `\n\n${words}`,
		until: until
			? say('mail.until', { time: timeText(until, person.locale, brand?.time_zone ?? 'Asia/Taipei') })
			: say('mail.for-good'),
		appeal: appealAddress(ctx.site, decision ? { of: 'decision', id: decision } : { of: 'measure', id }),
	};
	const letter =
		kind === 'warning' && measure.about === 'profile'
			? 'warned-profile'
			: ({ warning: 'warned', silence: 'silenced', suspension: 'suspended' } as const)[kind];
	await sendMail(ctx, {
		to: person.email,
		subject: say(`mail.${letter}.subject`, values),
		text: say(`mail.${letter}.text`, values),
		kind: 'order',
	});
}

/** Writes to whoever objected what became of it. */
export async function tellOfAnswer(
	ctx: Ctx,
	to: { email: string; locale: string },
	{ outcome, answer }: { outcome: 'granted' | 'upheld'; answer: string },
): Promise<void> {
	const say = moderationText(matchLocale(to.locale) ?? ctx.locale);
	const values = { brand: await houseName(ctx), url: ctx.site.url, answer };
	await sendMail(ctx, {
		to: to.email,
		subject: say(`mail.appeal.${outcome}.subject`, values),
		text: say(`mail.appeal.${outcome}.text`, values),
		kind: 'order',
	});
}

/** A member who can be written to; null: nobody, or without an address. */
export async function findPerson(ctx: Ctx, member: number) {
	const person = await ctx.db
		.selectFrom('membership.member')
		.select(['email', 'locale'])
		.where('id', '=', member)
		.where('erased', 'is', null)
		.executeTakeFirst();
	if (!person?.email) return null;
	return { email: person.email, locale: matchLocale(person.locale) ?? ctx.locale };
}
