import { z } from 'zod';
import { memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { digest, randomToken } from '#platform/token.ts';
import { knownScopes, signOnPaths, type SignOnError } from '#membership/single-sign-on.ts';
import { askedFromField } from '#membership/server/asked-from.ts';
import { findGivenSession } from '#membership/server/begin-session.ts';

/** What a client asks for; everything else that it says is left aside, as the standard wants. */
const askedField = z.record(z.string(), z.string().max(2000)).transform((asked) => ({
	client: asked['client_id'] ?? '',
	redirect: asked['redirect_uri'] ?? '',
	responseType: asked['response_type'] ?? '',
	responseMode: asked['response_mode'] ?? 'query',
	scope: (asked['scope'] ?? '').split(' ').filter((scope) => (knownScopes as readonly string[]).includes(scope)),
	state: asked['state'],
	nonce: asked['nonce'] ?? null,
	challenge: asked['code_challenge'] ?? '',
	method: asked['code_challenge_method'] ?? '',
	prompt: (asked['prompt'] ?? '').split(' '),
	maxAge: /^\d{1,9}$/.test(asked['max_age'] ?? '') ? Number(asked['max_age']) : null,
	since: Number(asked['since']) || 0,
	asked,
}));

/** Where the browser goes now: back to the client, or to sign in here first. */
export interface SignOnStep {
	kind: 'back' | 'sign-in' | 'second';
	location: string;
}

/**
 * Gives a client a code for the member who is signed in in this browser; nobody is asked, because only the brand's own shop is
 * a client. Throws Problem `sign-on.client` or `sign-on.redirect` (400) where the browser must not be led anywhere: the
 * address to lead back to has to be one that the owner entered, to the letter.
 */
export const giveCode = command(
	z.object({ asked: askedField, from: askedFromField }),
	async (ctx, { asked: ask, from }): Promise<SignOnStep> => {
		const client = await ctx.db
			.selectFrom('membership.client')
			.select(['id', 'redirects'])
			.where('key', '=', ask.client)
			.executeTakeFirst();
		if (!client) throw new Problem('sign-on.client', 400);
		if (!client.redirects.includes(ask.redirect)) throw new Problem('sign-on.redirect', 400);
		const back = (answer: Record<string, string>): SignOnStep => {
			const url = new URL(ask.redirect);
			const said = { ...answer, ...(ask.state === undefined ? {} : { state: ask.state }), iss: ctx.site.url };
			for (const [name, value] of Object.entries(said)) url.searchParams.set(name, value);
			return { kind: 'back', location: url.href };
		};
		const refuse = (error: SignOnError): SignOnStep => back({ error });
		if (ask.responseType !== 'code') return refuse('unsupported_response_type');
		if (ask.responseMode !== 'query' || ask.method !== 'S256' || !/^[A-Za-z0-9_-]{43}$/.test(ask.challenge))
			return refuse('invalid_request');
		if (!ask.scope.includes('openid')) return refuse('invalid_scope');

		const member = memberOf(ctx.actor);
		const session = member === null ? null : await findGivenSession(ctx, from.cookie);
		const age = session ? (ctx.now.getTime() - session.opened.getTime()) / 1000 : Infinity;
		const stale =
			(ask.maxAge !== null && age > ask.maxAge) ||
			(ask.prompt.includes('login') && (!ask.since || (session?.opened.getTime() ?? 0) < ask.since));
		if (!session || session.member !== member || stale) {
			if (ask.prompt.includes('none')) return refuse('login_required');
			return { kind: 'sign-in', location: signInFirst(ask.asked, ctx.now, stale && session !== null) };
		}
		if (ctx.actor.kind === 'member' && ctx.actor.withheld) {
			if (ask.prompt.includes('none')) return refuse('login_required');
			return { kind: 'second', location: `/login/second?${new URLSearchParams({ to: here(ask.asked) })}` };
		}
		const code = randomToken(32);
		await ctx.db
			.insertInto('membership.client_code')
			.values({
				digest: digest(code),
				client: client.id,
				member: session.member,
				session: session.id,
				redirect: ask.redirect,
				scope: ask.scope.join(' '),
				nonce: ask.nonce,
				challenge: ask.challenge,
				proved: session.opened,
				given: ctx.now,
			})
			.execute();
		return back({ code });
	},
);

/** This very question again, after a form of ours was sent: then the answer is a page (see `leadBack`). */
const here = (asked: Record<string, string>): string =>
	`${signOnPaths.authorize}?${new URLSearchParams({ ...asked, after: 'form' })}`;

/** To sign in and come back. Whoever is signed in and is asked to prove it anew signs in once more. */
function signInFirst(asked: Record<string, string>, now: Date, again: boolean): string {
	const { max_age: _, ...rest } = asked;
	const question = again ? { ...rest, prompt: 'login', since: String(now.getTime()) } : asked;
	return `/login?${new URLSearchParams({ ...(again ? { again: '1' } : {}), to: here(question) })}`;
}
