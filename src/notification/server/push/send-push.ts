import { createECDH } from 'node:crypto';
import type { Ctx } from '#platform/context/context.ts';
import { askOutside } from '#platform/outside/ask-outside.ts';
import { OutsideProblem } from '#platform/outside/outside-problem.ts';
import { readContact } from '#site/server/index.ts';
import { pushKeys } from '#notification/server/push/push-keys.ts';

/** A browser's own address and keys. */
export interface PushAddress {
	endpoint: string;
	p256dh: Buffer;
	auth: Buffer;
}

export interface PushMessage {
	/** What the browser's own program gets; what was encrypted must not exceed 4096 bytes (RFC 8030 §7.2). */
	text: string;
	/** A later one of the same topic takes the place of one that waits; at most 32 letters of base64url. */
	topic: string;
	/** Whether a phone is woken for it at once. */
	urgent: boolean;
}

/** `gone`: there is no such subscription any more. `later`: not now. `refused`: it will never be taken as it is. */
export type PushVerdict = { kind: 'sent' | 'gone' } | { kind: 'later' | 'refused'; said: string; after?: number };

/** How long a service keeps what it cannot hand over, in seconds: what is a day old is no news. */
const kept = 86_400;
/** How long a signature is good for, in seconds; a service refuses more than a day (RFC 8292 §2). */
const signedFor = 12 * 3600;

/** Hands a message to the service of a browser's maker: encrypted for this browser alone, signed as this site's. */
export async function sendPush(ctx: Ctx, address: PushAddress, message: PushMessage): Promise<PushVerdict> {
	try {
		const answer = await askOutside(ctx.settings, address.endpoint, {
			method: 'POST',
			headers: {
				'content-type': 'application/octet-stream',
				'content-encoding': 'aes128gcm',
				ttl: String(kept),
				urgency: message.urgent ? 'high' : 'normal',
				topic: message.topic,
				authorization: await authorization(ctx, address.endpoint),
			},
			body: await encrypt(address, message.text),
			most: 10_000,
		});
		return verdictOf(answer.status, answer.text, Number(answer.headers['retry-after']));
	} catch (error) {
		if (!(error instanceof OutsideProblem)) throw error;
		// An address that leads inside somebody's network is none, however it came here.
		if (error.reason === 'private' || error.reason === 'address') return { kind: 'gone' };
		return { kind: 'later', said: error.reason };
	}
}

function verdictOf(status: number, text: string, after: number): PushVerdict {
	if (status >= 200 && status < 300) return { kind: 'sent' };
	if (status === 404 || status === 410) return { kind: 'gone' };
	const said = `${status} ${text.replace(/\s+/g, ' ').trim()}`.slice(0, 200);
	if (status === 429 || status >= 500 || status === 408)
		return { kind: 'later', said, ...(after > 0 ? { after } : {}) };
	return { kind: 'refused', said };
}

/** Message encryption for Web Push (RFC 8291), in one record (RFC 8188). */
async function encrypt({ p256dh, auth }: PushAddress, text: string): Promise<Buffer> {
	const { default: ece } = await import('http_ece');
	const once = createECDH('prime256v1');
	once.generateKeys();
	return ece.encrypt(Buffer.from(text), { version: 'aes128gcm', privateKey: once, dh: p256dh, authSecret: auth });
}

async function authorization(ctx: Ctx, endpoint: string): Promise<string> {
	const { SignJWT } = await import('jose');
	const { publicKey, signing } = pushKeys(ctx.site);
	const { email } = await readContact(ctx, {});
	const seconds = Math.floor(ctx.now.getTime() / 1000);
	const token = await new SignJWT({})
		.setProtectedHeader({ typ: 'JWT', alg: 'ES256' })
		.setAudience(new URL(endpoint).origin)
		.setExpirationTime(seconds + signedFor)
		// Whom the service writes to when we do something wrong.
		.setSubject(email ? `mailto:${email}` : ctx.site.url)
		.sign(signing);
	return `vapid t=${token}, k=${publicKey}`;
}
