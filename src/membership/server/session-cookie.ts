import { createHmac, timingSafeEqual } from 'node:crypto';
import { randomToken } from '#platform/token.ts';

/** Length of a session's token: 160 bits. */
const tokenLength = 32;
const valuePattern = /^[2-9a-km-np-z]{32}\.[A-Za-z0-9_-]{43}$/;

/**
 * Ours: who is signed in, who asked for a code, who is away at a provider, whom one sent here, which
 * browser an account knows.
 */
type OwnCookie = 'session' | 'code' | 'away' | 'arrival' | 'known';

/**
 * The cookies of a site. Over https their names carry `__Host-`: a neighbouring subdomain can then neither set nor
 * shadow them.
 */
export const cookieName = (kind: OwnCookie, siteUrl: string): string =>
	siteUrl.startsWith('https:') ? `__Host-${kind}` : kind;

/** A Set-Cookie line: only for this site, out of reach of scripts. `seconds` 0 removes it. */
export function cookieLine(kind: OwnCookie, siteUrl: string, value: string, seconds: number): string {
	const secure = siteUrl.startsWith('https:') ? '; Secure' : '';
	return `${cookieName(kind, siteUrl)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`;
}

/** The value of one of our cookies in a Cookie header, or null. */
export function readCookie(header: string | null | undefined, kind: OwnCookie, siteUrl: string): string | null {
	const start = `${cookieName(kind, siteUrl)}=`;
	for (const part of (header ?? '').split(';')) {
		const trimmed = part.trim();
		if (trimmed.startsWith(start)) return trimmed.slice(start.length);
	}
	return null;
}

const sign = (key: Buffer, token: string): Buffer => createHmac('sha256', key).update(token).digest();

/** A new session token, and the cookie value that carries it with its signature. */
export function newSessionToken(key: Buffer): { token: string; value: string } {
	const token = randomToken(tokenLength);
	return { token, value: `${token}.${sign(key, token).toString('base64url')}` };
}

/** Values whose signature was found right lately: checking costs more than the rest of a request from the cache. */
const right = new Set<string>();
const mostRemembered = 5_000;

/** The token in a cookie value, or null when we did not sign it. Needs no database. */
export function verifiedToken(key: Buffer, value: string): string | null {
	if (!valuePattern.test(value)) return null;
	const token = value.slice(0, tokenLength);
	const known = `${key.toString('latin1')} ${value}`;
	if (right.has(known)) return token;
	const given = Buffer.from(value.slice(tokenLength + 1), 'base64url');
	const wanted = sign(key, token);
	if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
	if (right.size >= mostRemembered) right.clear();
	right.add(known);
	return token;
}
