import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the time of a signature may be off, in seconds. */
export const tolerance = 300;

/** The headers that a signature can be in. */
export interface SignatureHeaders {
	/** `Homecourt-Signature: t=UNIX,v1=HEX`: over the time, a full stop and the body. */
	timed: string | null;
	/** `X-Homecourt-Hmac-Sha256: HEX or BASE64`: over the body alone, for shops that can do no more. */
	plain: string | null;
}

const hmac = (secret: string, ...parts: readonly (string | Buffer)[]): Buffer =>
	parts.reduce((mac, part) => mac.update(part), createHmac('sha256', secret)).digest();

/** Compares in a time that tells nothing about where they differ. */
const same = (expected: Buffer, given: Buffer): boolean =>
	given.length === expected.length && timingSafeEqual(expected, given);

/** The signature header for a body sent now. */
export const sign = (secret: string, raw: Buffer | string, now: Date): string => {
	const seconds = Math.floor(now.getTime() / 1000);
	return `t=${seconds},v1=${hmac(secret, `${seconds}.`, raw).toString('hex')}`;
};

/** What is wrong with a signature. */
export type SignatureFault = 'missing' | 'wrong' | 'old';

/**
 * Checks a body against its signature; null: it is right. When the timed header is there it alone decides, so that
 * nobody gets around its time by adding the other one.
 */
export function checkSignature(
	secret: string,
	raw: Buffer,
	{ timed, plain }: SignatureHeaders,
	now: Date,
): SignatureFault | null {
	if (timed !== null) return checkTimed(secret, raw, timed, now);
	if (plain === null) return 'missing';
	const expected = hmac(secret, raw);
	const text = plain.trim();
	if (/^[0-9a-f]{64}$/i.test(text)) return same(expected, Buffer.from(text, 'hex')) ? null : 'wrong';
	if (/^[A-Za-z0-9+/]{43}=$/.test(text)) return same(expected, Buffer.from(text, 'base64')) ? null : 'wrong';
	return 'wrong';
}

function checkTimed(secret: string, raw: Buffer, header: string, now: Date): SignatureFault | null {
	if (header.length > 1_000) return 'wrong';
	const parts = header.split(',').map((part) => part.trim());
	const times = parts.filter((part) => part.startsWith('t='));
	const time = times.length === 1 ? /^t=(\d{1,12})$/.exec(times[0] ?? '')?.[1] : undefined;
	if (time === undefined) return 'wrong';
	const expected = hmac(secret, `${time}.`, raw);
	// Several v1 stand there while a secret is being changed.
	const right = parts.some(
		(part) => /^v1=[0-9a-f]{64}$/i.test(part) && same(expected, Buffer.from(part.slice(3), 'hex')),
	);
	if (!right) return 'wrong';
	return Math.abs(now.getTime() / 1000 - Number(time)) > tolerance ? 'old' : null;
}
