import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { checkInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { checkSignature } from '#platform/signature.ts';
import { noteReport } from '#notification/server/commands/note-report.ts';
import { readJson } from '#notification/server/reports/read-json.ts';
import { readReport } from '#notification/server/reports/read-report.ts';
import type { ReportAnswer } from '#notification/server/reports/receive-report.ts';

const faults = { missing: 'webhook.unsigned', wrong: 'webhook.signature-wrong', old: 'webhook.signature-old' } as const;

const Plain = z.object({
	kind: z.enum(['bounce', 'complaint']),
	messageId: z.string().max(1000).nullish(),
	email: z.email('email').max(320).nullish(),
	/** Whether the mailbox is gone for good. */
	lasting: z.boolean().default(false),
	said: z.string().max(2000).default(''),
});

/** A mail that came back, whole, or JSON; signed with the door's secret over time and body. */
export async function fromReport(ctx: Ctx, secret: string, raw: Buffer, headers: Headers): Promise<ReportAnswer> {
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
