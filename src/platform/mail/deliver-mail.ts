import type { Transporter } from 'nodemailer';
import { job } from '#platform/job/job.ts';
import { mailSender } from '#platform/mail/mail-sender.ts';

const transports = new Map<string, Transporter>();

/** Tries until a mail is given up: about a day. */
const most = 13;

/** Hands one mail to the mail server. Runs again with growing pauses until the server took it; safe to run twice. */
export const deliverMail = job<{ mail: number }>(
	'platform.deliver-mail',
	// The mail counts its tries itself; the queue has some to spare, for those that a death of the process left uncounted.
	{ retries: most + 3, pause: 20 },
	async (ctx, { mail: id }) => {
		const { smtpUrl } = ctx.settings;
		const mail = await ctx.db
			.selectFrom('platform.mail')
			.selectAll()
			.where('id', '=', id)
			.where('sent', 'is', null)
			.executeTakeFirst();
		if (!mail) return;
		if (!smtpUrl) {
			await ctx.db.updateTable('platform.mail').set({ kept: ctx.now }).where('id', '=', id).execute();
			return;
		}
		let transport = transports.get(smtpUrl);
		if (!transport) {
			// 30 MB of memory that only a site with a mail server pays for.
			const { createTransport } = await import('nodemailer');
			transport = createTransport(smtpUrl, { pool: true, maxConnections: 2 } as never) as Transporter;
			transports.set(smtpUrl, transport);
		}
		const from = mailSender(ctx);
		try {
			await transport.sendMail({
				from,
				to: mail.recipient,
				subject: mail.subject,
				text: mail.body_text,
				html: mail.body_html,
				// The same mail handed over twice after a crash is recognised by its id.
				messageId: `<${mail.id}.${mail.written.getTime()}@${new URL(ctx.site.url).hostname}>`,
				headers: { 'Auto-Submitted': 'auto-generated' },
			});
		} catch (error) {
			const { message, responseCode } = error as Error & { responseCode?: number };
			// 5xx: the server will never take it (RFC 5321 §4.2.1); trying again would only look like spam.
			const never = (responseCode !== undefined && responseCode >= 500) || mail.tries + 1 >= most;
			await ctx.db
				.updateTable('platform.mail')
				.set(({ eb }) => ({
					tries: eb('tries', '+', 1),
					trouble: message.slice(0, 300),
					failed: never ? ctx.now : null,
				}))
				.where('id', '=', id)
				.execute();
			if (never) return;
			throw error;
		}
		await ctx.db
			.updateTable('platform.mail')
			.set(({ eb }) => ({ sent: ctx.now, tries: eb('tries', '+', 1), trouble: null }))
			.where('id', '=', id)
			.execute();
	},
);
