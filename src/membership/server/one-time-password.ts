import { createHmac } from 'node:crypto';

/** Length of a step in seconds (RFC 6238 §4.1, X). */
export const stepSeconds = 30;
const digits = 6;
/** Steps before and after the present one that are taken, for clocks that differ (RFC 6238 §5.2). */
const tolerance = 1;

/** The step that a time lies in. */
export const stepAt = (time: Date): number => Math.floor(time.getTime() / 1000 / stepSeconds);

/** The number for a step: HOTP with SHA-1 over the step as eight bytes, dynamically truncated (RFC 4226 §5.3). */
export function numberAt(secret: Buffer, step: number): string {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(step));
	const hash = createHmac('sha1', secret).update(counter).digest();
	const offset = (hash.at(-1) ?? 0) & 0xf;
	const number = (hash.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits;
	return String(number).padStart(digits, '0');
}

/** The step whose number this is, near a time; null when there is none. */
export function stepOfNumber(secret: Buffer, number: string, time: Date): number | null {
	const now = stepAt(time);
	for (let step = now - tolerance; step <= now + tolerance; step++) if (numberAt(secret, step) === number) return step;
	return null;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Bytes in Base32 without padding (RFC 4648 §6), as authenticator apps take a secret. */
export function base32(bytes: Buffer): string {
	let bits = '';
	for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
	return (bits.match(/.{1,5}/g) ?? []).map((five) => letters[parseInt(five.padEnd(5, '0'), 2)] ?? '').join('');
}

/** What an authenticator app reads from a QR code (Key Uri Format). */
export function otpAddress(secret: Buffer, brand: string, person: string): string {
	const label = `${encodeURIComponent(brand)}:${encodeURIComponent(person)}`;
	const query = new URLSearchParams({
		secret: base32(secret),
		issuer: brand,
		digits: String(digits),
		period: String(stepSeconds),
	});
	// Some apps show a plus as it is.
	return `otpauth://totp/${label}?${query.toString().replaceAll('+', '%20')}`;
}
