import type { Ctx } from '#platform/context/context.ts';
import { matchLocale } from '#platform/language/locale.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { membershipText } from '#membership/messages/index.ts';
import { providerName } from '#membership/provider.ts';

/** Writes to a member that another place opens their account from now on, or no more: whoever did it, they know. */
export async function tellOfProvider(
	ctx: Ctx,
	{ member, provider, what }: { member: number; provider: number; what: 'joined' | 'parted' },
): Promise<void> {
	const person = await ctx.db
		.selectFrom('membership.member')
		.select(['email', 'locale'])
		.where('id', '=', member)
		.executeTakeFirst();
	if (!person?.email) return;
	const [row, brand] = await Promise.all([
		ctx.db.selectFrom('membership.provider').select(['kind', 'name']).where('id', '=', provider).executeTakeFirst(),
		ctx.db.selectFrom('site.brand').select('name').executeTakeFirst(),
	]);
	const say = membershipText(matchLocale(person.locale) ?? ctx.locale);
	const facts = {
		brand: brand?.name || new URL(ctx.site.url).hostname,
		url: ctx.site.url,
		provider: row ? providerName(row.kind, row.name) : '',
	};
	await sendMail(ctx, {
		to: person.email,
		subject: say(`mail.provider.${what}.subject`, facts),
		text: say(`mail.provider.${what}.text`, facts),
		kind: 'provider',
	});
}
