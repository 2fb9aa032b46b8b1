import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Connection } from '#network/connect.ts';
import { exchange } from '#network/exchange.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import { readAnswer } from '#network/read-answer.ts';
import { readRefusal } from '#network/status-problem.ts';
import type { LookupFunction } from 'node:net';

/** What OAuth 2 gives for a code or for a key that renews. Seconds count from now. */
export const OAuthToken = z.object({
	access_token: z.string().min(1),
	refresh_token: z.string().min(1).optional(),
	expires_in: z.number().positive().optional(),
	refresh_token_expires_in: z.number().positive().optional(),
	scope: z.string().optional(),
});
export type OAuthToken = z.output<typeof OAuthToken>;

export interface TokenCall {
	url: string;
	form: Record<string, string>;
	/** The app's id and secret, where they go in a header. */
	basic?: { id: string; secret: string };
	lookup?: LookupFunction | undefined;
}

/** Proof later that it was us who sent somebody (PKCE, S256). */
export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

/** Where somebody gives an app leave: the vendor's own page, with what every one of them wants to know; `verifier` where it takes proof. */
export function consentAddress(
	page: string,
	app: Connection,
	{ back, scope, state, verifier }: { back: string; scope: string; state: string; verifier?: string },
	more: Record<string, string> = {},
): string {
	const url = new URL(page);
	url.search = new URLSearchParams({
		response_type: 'code',
		client_id: app['id'] ?? '',
		redirect_uri: back,
		scope,
		state,
		...(verifier ? { code_challenge: challengeOf(verifier), code_challenge_method: 'S256' } : {}),
		...more,
	}).toString();
	return url.href;
}

/** The code that somebody came back with. Throws NetworkProblem `permission` when they gave no leave. */
export function codeFrom(answer: URLSearchParams): string {
	const code = answer.get('code');
	if (!code) throw new NetworkProblem('permission', { code: answer.get('error')?.slice(0, 60) ?? 'no code' });
	return code;
}

/** Makes a code or a key into a token. Throws NetworkProblem: `auth-revoked` when it is good for nothing any more. */
export async function askToken({ url, form, basic, lookup }: TokenCall): Promise<OAuthToken> {
	const authorization = basic && `Basic ${Buffer.from(`${basic.id}:${basic.secret}`).toString('base64')}`;
	const answer = await exchange({
		method: 'POST',
		url,
		creating: false,
		headers: {
			'content-type': 'application/x-www-form-urlencoded',
			...(authorization ? { authorization } : {}),
		},
		body: new URLSearchParams(form).toString(),
		...(lookup ? { lookup } : {}),
	});
	if (answer.status >= 200 && answer.status < 300) return readAnswer(OAuthToken, answer.text, false);
	const refused = Refused.safeParse(readRefusal(answer.text));
	const code = refused.data?.error ?? String(answer.status);
	// The text of an answer may repeat what was sent: only its short code is taken along.
	const details = { code: code.slice(0, 60) };
	if (code === 'invalid_grant') throw new NetworkProblem('auth-revoked', details);
	if (answer.status === 429) throw new NetworkProblem('rate-limited', details);
	if (answer.status >= 500) throw new NetworkProblem('transient', details);
	throw new NetworkProblem('permission', details);
}

const Refused = z.object({ error: z.string() });

/** A time that many seconds from now; null when the network does not say. */
export const inSeconds = (now: Date, seconds: number | undefined): Date | null =>
	seconds === undefined ? null : new Date(now.getTime() + Math.min(seconds, 400 * 86_400) * 1000);

/** When to renew a token of that many seconds: when a quarter of its life is left. */
export const renewalOf = (now: Date, seconds: number | undefined): Date | null =>
	seconds === undefined ? null : inSeconds(now, seconds * 0.75);
