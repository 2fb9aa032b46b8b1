import { createHmac } from 'node:crypto';
import type { Ctx } from '#platform/context/context.ts';
import { authorize, memberOf, requireFresh } from '#platform/actor.ts';
import { Problem } from '#platform/problem.ts';
import { digest, sameSecret } from '#platform/token.ts';
import { returnPath, worksIn } from '#membership/provider.ts';
import { mayChangeSignIn } from '#membership/policy.ts';
import type { AskedFrom } from '#membership/server/asked-from.ts';
import { awayCookie } from '#membership/server/provider/away.ts';
import { configurationOf, kindOf, loadLibrary } from '#membership/server/provider/configuration.ts';
import { findProvider } from '#membership/server/provider/find-provider.ts';
import { readCookie, verifiedToken } from '#membership/server/session-cookie.ts';

interface Leaving {
	provider: string;
	/** Where to go on afterwards. */
	onward?: string;
	/** Proof that the member's own account page led here: the provider is to be connected to their account. */
	connect?: string | null;
	/** The in-app browser, or ''. */
	app?: string;
	/** The last way back was not recognised. */
	again?: boolean;
	from: AskedFrom;
}

/**
 * Where to send a browser that wants to sign in by a provider, and what it has to keep meanwhile. Writes nothing: whoever
 * asks for this ten thousand times has asked for nothing. Throws Problem `provider.not-found`, `provider.down` (503), or
 * `provider.in-app` (403) where the provider refuses people in this app's browser.
 */
export async function leaveForProvider(
	ctx: Ctx,
	{ provider: key, onward = '', connect, app = '', again = false, from }: Leaving,
): Promise<{ location: string; cookies: string[] }> {
	const provider = await findProvider(ctx, key);
	if (!worksIn(provider.kind, app)) throw new Problem('provider.in-app', 403);
	const member = connect ? connecting(ctx, connect, from) : null;
	const configuration = await configurationOf(ctx, provider);
	const library = await loadLibrary();
	const kind = kindOf(provider);
	const away = {
		provider: key,
		state: library.randomState(),
		nonce: library.randomNonce(),
		verifier: library.randomPKCECodeVerifier(),
		onward: onward.slice(0, 500),
		member,
		left: ctx.now.getTime(),
	};
	const location = library.buildAuthorizationUrl(configuration, {
		redirect_uri: ctx.site.url + returnPath(key),
		scope: kind.scope,
		state: away.state,
		...(kind.plain ? {} : { nonce: away.nonce }),
		code_challenge: await library.calculatePKCECodeChallenge(away.verifier),
		code_challenge_method: 'S256',
		...kind.parameters?.({ app, again }),
	});
	return { location: location.href, cookies: [awayCookie(ctx, away)] };
}

/** A word that only this session's own pages can know: another site cannot make a member connect something. */
export function connectKey(ctx: Ctx, cookie: string): string {
	const value = readCookie(cookie, 'session', ctx.site.url);
	const token = value ? verifiedToken(ctx.site.key('session'), value) : null;
	return token ? createHmac('sha256', ctx.site.key('connect')).update(digest(token)).digest('base64url') : '';
}

function connecting(ctx: Ctx, given: string, from: AskedFrom): number {
	const member = memberOf(ctx.actor);
	if (member === null) throw new Problem('session.required', 401);
	authorize(ctx.actor, 'provider.connect', mayChangeSignIn, { id: member });
	requireFresh(ctx.actor);
	const wanted = connectKey(ctx, from.cookie);
	if (!wanted || !sameSecret(given, wanted)) throw new Problem('provider.state', 403);
	return member;
}
