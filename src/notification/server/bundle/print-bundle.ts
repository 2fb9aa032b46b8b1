import { createHmac } from 'node:crypto';
import type { Ctx, SiteHandle } from '#platform/context/context.ts';
import { mailSender } from '#platform/mail/mail-sender.ts';
import { sameSecret } from '#platform/token.ts';
import { readBrand } from '#site/server/index.ts';
import type { BundleMail } from '#notification/server/bundle/write-bundle.ts';

/** The whole mail, ready for the mail server. */
export async function printBundle(
	ctx: Ctx,
	bundle: { id: number; email: string; thread?: number; talk?: number },
	mail: Pick<BundleMail, 'subject' | 'html' | 'text' | 'out'>,
	replyTo: string | null,
): Promise<string> {
	const host = new URL(ctx.site.url).hostname;
	const { createTransport } = await import('nodemailer');
	const printed = await createTransport({ streamTransport: true, buffer: true, newline: 'windows' }).sendMail({
		from: { name: (await readBrand(ctx, {})).name, address: mailSender(ctx) },
		to: bundle.email,
		...(replyTo ? { replyTo } : {}),
		subject: mail.subject.replace(/[\r\n]+/g, ' '),
		text: mail.text,
		html: mail.html,
		date: ctx.now,
		messageId: `<${bundleName(ctx.site, bundle.id)}@${host}>`,
		// Mail programs show what is about one thread or talk as one conversation.
		references: `<${bundle.talk ? `talk.${bundle.talk}` : `thread.${bundle.thread}`}@${host}>`,
		headers: {
			'List-Id': `<notices.${host}>`,
			// As it stands: the library folds and encodes what is long.
			'List-Unsubscribe': { prepared: true, value: `<${mail.out}>` },
			'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
			'Auto-Submitted': 'auto-generated',
			// Exchange answers for people who are away unless it is told not to (MS-OXCMAIL §2.2.3.2.14).
			'X-Auto-Response-Suppress': 'All',
		},
	});
	return (printed.message as Buffer).toString();
}

/** The name of a mail, always the same for the same bundle, with a seal: a report about a mail that we never sent is recognised. */
export function bundleName(site: SiteHandle, bundle: number): string {
	const number = bundle.toString(36);
	return `b.${number}.${seal(site, number)}`;
}

/** The bundle of a message id (`<b.…@host>`); null when it is none of ours. */
export function readBundleName(site: SiteHandle, messageId: string): number | null {
	const found = /(?:^|[<\s])b\.([0-9a-z]{1,12})\.([0-9a-f]{20})@/.exec(messageId);
	if (!found?.[1] || !found[2] || !sameSecret(seal(site, found[1]), found[2])) return null;
	return parseInt(found[1], 36);
}

const seal = (site: SiteHandle, number: string): string =>
	createHmac('sha256', site.key('mail')).update(`bundle ${number}`).digest('hex').slice(0, 20);
