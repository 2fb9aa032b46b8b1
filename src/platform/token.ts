import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const alphabet = '23456789abcdefghijkmnpqrstuvwxyz';

/** A random token of `length` characters, five bits each, without letters that look alike. */
export function randomToken(length: number): string {
	return Array.from(randomBytes(length), (byte) => alphabet[byte & 31]).join('');
}

/** What is stored in place of a secret that we only ever need to recognise (SHA-256, hex). */
export function digest(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}

/** Compares two secrets in a time that tells nothing about where they differ. */
export function sameSecret(one: string, other: string): boolean {
	return timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest());
}
