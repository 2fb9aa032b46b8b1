import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { seal, unsealText } from '#platform/seal.ts';
import { cookieLine, readCookie } from '#membership/server/session-cookie.ts';

/** Somebody may be away at a provider for so long. */
const awayMinutes = 15;
const purpose = 'membership.away';

const awayField = z.object({
	provider: z.string(),
	/** What the provider has to bring back: that it is this browser that left (`state`), and this answer (`nonce`). */
	state: z.string(),
	nonce: z.string(),
	/** What the code is only worth something with (PKCE). */
	verifier: z.string(),
	onward: z.string(),
	/** Set where a signed-in member connects a provider to their account. */
	member: z.number().nullable(),
	left: z.number(),
});

/** What a browser keeps while its holder is away at a provider: sealed, so that nobody but us can read or write it. */
export type Away = z.output<typeof awayField>;

export const awayCookie = (ctx: Ctx, away: Away): string =>
	cookieLine(
		'away',
		ctx.site.url,
		seal(ctx.site, purpose, away.provider, JSON.stringify(away)).toString('base64url'),
		awayMinutes * 60,
	);

export const noAwayCookie = (ctx: Ctx): string => cookieLine('away', ctx.site.url, '', 0);

/** What the browser kept; null when there is nothing, it was for another provider, or it was too long ago. */
export function readAway(ctx: Ctx, cookie: string, provider: string): Away | null {
	const value = readCookie(cookie, 'away', ctx.site.url);
	const opened = value && unsealText(ctx.site, purpose, provider, Buffer.from(value, 'base64url'));
	if (!opened) return null;
	const away = awayField.parse(JSON.parse(opened));
	return ctx.now.getTime() - away.left > awayMinutes * 60_000 ? null : away;
}
