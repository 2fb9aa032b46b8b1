import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { visitor } from '#platform/actor.ts';
import { checkInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { unsealText } from '#platform/seal.ts';
import { checkSignature } from '#platform/signature.ts';
import { sameSecret } from '#platform/token.ts';
import { noteReport } from '#notification/server/commands/note-report.ts';
import { isLasting, readReport } from '#notification/server/reports/read-report.ts';

/** Largest report in bytes: servers send the whole mail back. */
export const largestReport = 2 * 1024 * 1024;

/** A call of a mail server or service, as it came in. */
export interface ReportCall {
	/** The door's name, from the address. */
	door: string;
	raw: Buffer;
	headers: Headers;
}

export type ReportAnswer = { outcome: 'noted' | 'heard' | 'unknown' | 'nothing' };

/**
 * Takes a report about our mail. `report`: a mail that came back, or JSON, signed with the door's secret over time and
 * body. `mailgun`: a webhook of Mailgun. Refuses with `webhook.source-unknown` (404), `webhook.unsigned`,
 * `webhook.signature-wrong`, `webhook.signature-old` (401), `webhook.unreadable` (400), `input.invalid` (422). A door that
 * nobody opened believes nothing.
 */
export async function receiveReport(ctx: Ctx, { door, raw, headers }: ReportCall): Promise<ReportAnswer> {
	const row =
		door === 'report' || door === 'mailgun'
			? await ctx.db
					.selectFrom('notification.door')
					.select(['name', 'secret'])
					.where('name', '=', door)
					.executeTakeFirst()
			: undefined;
	const secret = row && unsealText(ctx.site, 'mail-door', door, row.secret);
	if (!secret) throw new Problem('webhook.source-unknown', 404);
	// Whoever's session the caller may carry is not who reported it.
	const nobody = { ...ctx, actor: visitor };
	return door === 'mailgun' ? fromMailgun(nobody, secret, raw) : fromReport(nobody, secret, raw, headers);
}

const faults = { missing: 'webhook.unsigned', wrong: 'webhook.signature-wrong', old: 'webhook.signature-old' } as const;

const Plain = z.object({
	kind: z.enum(['bounce', 'complaint']),
	messageId: z.string().max(1000).nullish(),
	email: z.email('email').max(320).nullish(),
	/** Whether the mailbox is gone for good. */
	lasting: z.boolean().default(false),
	said: z.string().max(2000).default(''),
});

async function fromReport(ctx: Ctx, secret: string, raw: Buffer, headers: Headers): Promise<ReportAnswer> {
	const timed = headers.get('homecourt-signature');
	const fault = checkSignature(secret, raw, { timed, plain: null }, ctx.now);
	if (fault) throw new Problem(faults[fault], 401);
	const call = createHmac('sha256', secret)
		.update(timed ?? '')
		.update(raw)
		.digest('hex');
	if (/\bjson\b/i.test(headers.get('content-type') ?? '')) {
		const plain = checkInput(Plain, readJson(raw));
		const report = { ...plain, messageId: plain.messageId ?? null, email: plain.email ?? null };
		return { outcome: await noteReport(ctx, { door: 'report', call, ...report }) };
	}
	const report = readReport(raw.toString('latin1'));
	if (!report) return { outcome: 'nothing' };
	// Anybody can write to the mailbox that is read here: only the seal in the message id tells that it was our mail.
	return { outcome: await noteReport(ctx, { door: 'report', call, email: null, ...report }) };
}

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
async function fromMailgun(ctx: Ctx, key: string, raw: Buffer): Promise<ReportAnswer> {
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

function readJson(raw: Buffer): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
	} catch {
		throw new Problem('webhook.unreadable', 400);
	}
}
