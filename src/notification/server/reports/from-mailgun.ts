import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { sameSecret } from '#platform/token.ts';
import { noteReport } from '#notification/server/commands/note-report.ts';
import { readJson } from '#notification/server/reports/read-json.ts';
import { isLasting } from '#notification/server/reports/read-report.ts';
import type { ReportAnswer } from '#notification/server/reports/receive-report.ts';

/** How long Mailgun may take to tell us, in seconds: it tries again for eight hours. */
const mailgunDelay = 12 * 3_600;

const Mailgun = z.object({
	signature: z.object({
		timestamp: z.coerce.string().regex(/^\d{1,12}$/),
		token: z.string().min(1).max(200),
		signature: z.string().max(200),
	}),
	'event-data': z.object({
		event: z.string(),
		severity: z.string().optional(),
		recipient: z.string().max(320).optional(),
		message: z.object({ headers: z.object({ 'message-id': z.string().max(1000).optional() }).optional() }).optional(),
		'delivery-status': z
			.object({ message: z.unknown(), description: z.unknown(), code: z.unknown() })
			.partial()
			.optional(),
	}),
});

/** Mailgun signs time and token in the body (documentation.mailgun.com, "Securing webhooks"). */
export async function fromMailgun(ctx: Ctx, key: string, raw: Buffer): Promise<ReportAnswer> {
	const parsed = Mailgun.safeParse(readJson(raw));
	if (!parsed.success) throw new Problem('webhook.unreadable', 400);
	const { signature, 'event-data': data } = parsed.data;
	const expected = createHmac('sha256', key)
		.update(signature.timestamp + signature.token)
		.digest('hex');
	if (!sameSecret(expected, signature.signature)) throw new Problem('webhook.signature-wrong', 401);
	if (Math.abs(ctx.now.getTime() / 1000 - Number(signature.timestamp)) > mailgunDelay)
		throw new Problem('webhook.signature-old', 401);
	const failed = data.event === 'failed' && data.severity === 'permanent';
	const kind = failed
		? 'bounce'
		: data.event === 'complained'
			? 'complaint'
			: data.event === 'unsubscribed'
				? 'request'
				: null;
	if (!kind) return { outcome: 'nothing' };
	const status = data['delivery-status'];
	const said = [status?.code, status?.message || status?.description].filter(Boolean).join(' ') || data.event;
	const report = {
		kind,
		said,
		lasting: isLasting('', said) || /^(?:550|605)\b/.test(said),
		messageId: data.message?.headers?.['message-id'] ? `<${data.message.headers['message-id']}>` : null,
		email: data.recipient && z.email().safeParse(data.recipient).success ? data.recipient.toLowerCase() : null,
	} as const;
	return { outcome: await noteReport(ctx, { door: 'mailgun', call: signature.token, ...report }) };
}
