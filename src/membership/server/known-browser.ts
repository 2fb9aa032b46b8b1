import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Ctx } from '#platform/context/context.ts';
import { randomToken } from '#platform/token.ts';
import { cookieLine, readCookie } from '#membership/server/session-cookie.ts';

/** As long as a browser keeps a cookie at all. */
const knownSeconds = 400 * 86_400;

/**
 * A browser in which somebody once signed in to an account keeps a mark of it, also after signing out. It opens nothing:
 * guesses from such a browser are counted by themselves, so that strangers who guess, or who keep asking for codes, use up
 * their own tries and never the owner's (OWASP, "Device cookies").
 */
export function knownCookie(ctx: Ctx, email: string): string {
	const name = randomToken(16);
	return cookieLine('known', ctx.site.url, `${name}.${mark(ctx, name, email).toString('base64url')}`, knownSeconds);
}

/** The name of the browser that asks, where it is known to this account; '' for every other. */
export function knownBrowser(ctx: Ctx, cookie: string, email: string): string {
	const [name = '', given = ''] = (readCookie(cookie, 'known', ctx.site.url) ?? '').split('.');
	if (!/^[2-9a-km-np-z]{16}$/.test(name)) return '';
	const wanted = mark(ctx, name, email);
	const sent = Buffer.from(given, 'base64url');
	return sent.length === wanted.length && timingSafeEqual(sent, wanted) ? name : '';
}

const mark = (ctx: Ctx, name: string, email: string): Buffer =>
	createHmac('sha256', ctx.site.key('known-browser')).update(`${name} ${email.toLowerCase()}`).digest();
