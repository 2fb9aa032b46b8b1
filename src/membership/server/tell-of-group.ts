import type { Ctx } from '#platform/context/context.ts';
import { matchLocale } from '#platform/language/locale.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { groupPath } from '#membership/group.ts';
import { membershipText } from '#membership/messages/index.ts';
import { houseName } from '#membership/server/notice.ts';

/** Answers whoever asked to be let into a group, in their language, as part of the running command. */
export async function tellOfGroup(
	ctx: Ctx,
	person: { email: string | null; locale: string },
	letter: 'in' | 'out',
	{ group, handle }: { group: string; handle: string },
): Promise<void> {
	if (!person.email) return;
	const say = membershipText(matchLocale(person.locale) ?? ctx.locale);
	// Whoever was not let in may not see its page.
	const url = `${ctx.site.url}${letter === 'in' ? groupPath(handle) : ''}`;
	const values = { brand: await houseName(ctx), group, url };
	await sendMail(ctx, {
		to: person.email,
		subject: say(`mail.group.${letter}.subject`, values),
		text: say(`mail.group.${letter}.text`, values),
		kind: 'group',
	});
}
