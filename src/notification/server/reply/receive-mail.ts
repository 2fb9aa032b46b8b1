import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { visitor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { unsealText } from '#platform/seal.ts';
import { checkSignature } from '#platform/signature.ts';
import { sameSecret } from '#platform/token.ts';
import { receiveReply, type ReplyOutcome } from '#notification/server/reply/receive-reply.ts';

/** Largest mail in bytes: people send photographs along, which are not taken, but the words are. */
export const largestMail = 12 * 1024 * 1024;

/** A call that brings a mail. */
export interface MailCall {
	/** `signed`: the whole mail, signed over time and body. `mime`: Mailgun's route to an address that ends in `mime`. */
	way: 'signed' | 'mime';
	raw: Buffer;
	headers: Headers;
}

const faults = { missing: 'webhook.unsigned', wrong: 'webhook.signature-wrong', old: 'webhook.signature-old' } as const;

/**
 * Takes a mail that somebody sent to the house's address for answers. Refuses with `webhook.source-unknown` (404),
 * `webhook.unsigned`, `webhook.signature-wrong`, `webhook.signature-old` (401), `webhook.unreadable` (400). Doors that
 * nobody opened believe nothing.
 */
export async function receiveMail(ctx: Ctx, { way, raw, headers }: MailCall): Promise<{ outcome: ReplyOutcome }> {
	const doors = await ctx.db.selectFrom('notification.door').select(['name', 'secret', 'address']).execute();
	const open = doors.find(({ name, address }) => name === 'reply' && address !== null);
	const door = doors.find(({ name }) => name === (way === 'mime' ? 'mailgun' : 'reply'));
	const secret = open && door && unsealText(ctx.site, 'mail-door', door.name, door.secret);
	if (!secret) throw new Problem('webhook.source-unknown', 404);
	const mail = way === 'mime' ? await fromMailgun(ctx, secret, raw, headers) : fromSigned(ctx, secret, raw, headers);
	await ctx.db.updateTable('notification.door').set({ used: ctx.now }).where('name', '=', 'reply').execute();
	// Whoever's session the caller may carry is not who wrote.
	return receiveReply({ ...ctx, actor: visitor }, mail);
}

function fromSigned(ctx: Ctx, secret: string, raw: Buffer, headers: Headers): Buffer {
	const fault = checkSignature(secret, raw, { timed: headers.get('homecourt-signature'), plain: null }, ctx.now);
	if (fault) throw new Problem(faults[fault], 401);
	return raw;
}

/** How long Mailgun may take to bring it, in seconds: it tries again for eight hours. */
const delay = 12 * 3_600;

const Mailgun = z.object({
	timestamp: z.string().regex(/^\d{1,12}$/),
	token: z.string().min(1).max(200),
	signature: z.string().max(200),
	'body-mime': z.string().min(1),
});

/** Mailgun's form: fields with the whole mail as `body-mime`, signed over time and token (documentation.mailgun.com, "Routes"). */
async function fromMailgun(ctx: Ctx, secret: string, raw: Buffer, headers: Headers): Promise<Buffer> {
	const type = headers.get('content-type') ?? '';
	const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } })
		.formData()
		.catch(() => null);
	const parsed = Mailgun.safeParse(Object.fromEntries(form ?? []));
	if (!parsed.success) throw new Problem('webhook.unreadable', 400);
	const { timestamp, token, signature, 'body-mime': mail } = parsed.data;
	const expected = createHmac('sha256', secret)
		.update(timestamp + token)
		.digest('hex');
	if (!sameSecret(expected, signature)) throw new Problem('webhook.signature-wrong', 401);
	if (Math.abs(ctx.now.getTime() / 1000 - Number(timestamp)) > delay) throw new Problem('webhook.signature-old', 401);
	return Buffer.from(mail);
}
