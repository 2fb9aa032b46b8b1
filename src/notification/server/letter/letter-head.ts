import type { Ctx } from '#platform/context/context.ts';
import { mailSender } from '#platform/mail/mail-sender.ts';
import { readBrand, readContact } from '#site/server/index.ts';

/** Fields that belong to one receiver or to the parts. */
const notShared = /^(?:to|message-id|date|mime-version|content-[a-z-]+):/i;

/**
 * The head of a mailing that all receivers share: who sends it, what it is called, which list it belongs to (RFC 2919).
 * Each line ends in CRLF.
 */
export async function letterHead(ctx: Ctx, subject: string, topic: number): Promise<string> {
	const brand = await readBrand(ctx, {});
	const { email } = await readContact(ctx, {});
	const address = mailSender(ctx);
	// Encoding names and subjects is the library's; nothing is sent here.
	const { createTransport } = await import('nodemailer');
	const printed = await createTransport({ streamTransport: true, buffer: true, newline: 'windows' }).sendMail({
		from: { name: brand.name, address },
		...(email ? { replyTo: email } : {}),
		to: address,
		subject: subject.replace(/[\r\n]+/g, ' '),
		text: '-',
		headers: {
			'List-Id': `<topic-${topic}.${new URL(ctx.site.url).hostname}>`,
			'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
			Precedence: 'bulk',
		},
	});
	const [head = ''] = (printed.message as Buffer).toString('latin1').split('\r\n\r\n', 1);
	return head
		.split(/\r\n(?![ \t])/)
		.filter((field) => !notShared.test(field))
		.map((field) => `${field}\r\n`)
		.join('');
}
