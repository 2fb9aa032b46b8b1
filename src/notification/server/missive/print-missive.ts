import { createHmac } from 'node:crypto';
import type { Ctx, SiteHandle } from '#platform/context/context.ts';
import { mailSender } from '#platform/mail/mail-sender.ts';
import { sameSecret } from '#platform/token.ts';
import { readBrand } from '#site/server/index.ts';
import type { ComposedLetter } from '#notification/server/missive/compose-letter.ts';
import type { Missive } from '#notification/server/missive/read-missive.ts';

/** The whole mail, ready for the mail server. */
export async function printMissive(ctx: Ctx, { id, matter, email }: Missive, letter: ComposedLetter): Promise<string> {
	const host = new URL(ctx.site.url).hostname;
	const { createTransport } = await import('nodemailer');
	const printed = await createTransport({ streamTransport: true, buffer: true, newline: 'windows' }).sendMail({
		from: { name: (await readBrand(ctx, {})).name, address: mailSender(ctx) },
		to: email,
		subject: letter.subject.replace(/[\r\n]+/g, ' '),
		text: letter.text,
		html: letter.html,
		date: ctx.now,
		messageId: `<${missiveName(ctx.site, id)}@${host}>`,
		headers: {
			'List-Id': `<${matter}.${host}>`,
			// As it stands: the library folds and encodes what is long.
			'List-Unsubscribe': { prepared: true, value: `<${letter.out}>` },
			'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
			'Auto-Submitted': 'auto-generated',
			'X-Auto-Response-Suppress': 'All',
		},
	});
	return (printed.message as Buffer).toString();
}

/** The name of a letter, always the same for the same one, with a seal: a report about a mail that we never sent is recognised. */
export function missiveName(site: SiteHandle, missive: number): string {
	const number = missive.toString(36);
	return `v.${number}.${seal(site, number)}`;
}

/** The letter of a message id (`<v.…@host>`); null when it is none of ours. */
export function readMissiveName(site: SiteHandle, messageId: string): number | null {
	const found = /(?:^|[<\s])v\.([0-9a-z]{1,12})\.([0-9a-f]{20})@/.exec(messageId);
	if (!found?.[1] || !found[2] || !sameSecret(seal(site, found[1]), found[2])) return null;
	return parseInt(found[1], 36);
}

const seal = (site: SiteHandle, number: string): string =>
	createHmac('sha256', site.key('mail')).update(`missive ${number}`).digest('hex').slice(0, 20);
