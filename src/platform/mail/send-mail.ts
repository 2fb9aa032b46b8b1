import type { Ctx } from '#platform/context/context.ts';
import { escapeHtml } from '#platform/document/escape-html.ts';
import { deliverMail } from '#platform/mail/deliver-mail.ts';

export interface Mail {
	/** One address. */
	to: string;
	subject: string;
	/** Plain text; blank lines part paragraphs. The HTML part is made from it. */
	text: string;
	/** A whole HTML document instead of the one made from the text. */
	html?: string;
	/** What it is for (`sign-in-code`, `invitation`, …): counted, limited and shown by kind. */
	kind: string;
}

/**
 * Sends a mail, as part of the running command: it is written to the site's outbox and handed to the mail server by a
 * job. Without a mail server it stays in the outbox, where the owner reads it.
 */
export async function sendMail(ctx: Ctx, mail: Mail): Promise<void> {
	const row = await ctx.db
		.insertInto('platform.mail')
		.values({
			recipient: mail.to,
			subject: mail.subject.replace(/[\r\n]+/g, ' ').slice(0, 250),
			body_text: mail.text,
			body_html: mail.html ?? mailHtml(mail.text),
			kind: mail.kind,
			written: ctx.now,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	ctx.queue(deliverMail, { mail: row.id });
}

/** Plain text as a calm HTML mail: paragraphs, links, no pictures, dark mode left to the reader's program. */
function mailHtml(text: string): string {
	const paragraphs = text
		.trim()
		.split(/\n{2,}/)
		.map((part) => {
			const linked = escapeHtml(part).replace(/https?:\/\/[^\s<>"，。）)]+/g, (url) => `<a href="${url}">${url}</a>`);
			return `<p style="margin:0 0 16px">${linked.replaceAll('\n', '<br>')}</p>`;
		});
	return `<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light dark"><body style="margin:0;padding:24px;font:16px/1.7 system-ui,sans-serif"><div style="max-width:560px;margin:auto">${paragraphs.join('')}</div></body>`;
}
