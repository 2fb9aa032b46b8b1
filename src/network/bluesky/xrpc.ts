import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { addressSetting } from '#network/address.ts';
import { askedToWait, exchange, type ExchangeAnswer } from '#network/exchange.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import { readAnswer } from '#network/read-answer.ts';
import type { Usage } from '#network/usage.ts';

const address = addressSetting(
	'BLUESKY_URL',
	'Base URL of the server that Bluesky accounts are on.',
	'https://bsky.social',
);

export interface XrpcCall {
	/** Name of the procedure or query: `com.atproto.repo.putRecord`. */
	name: string;
	/** Of a query. */
	params?: Record<string, string | number>;
	/** Of a procedure: an object as JSON, or bytes of this type. */
	body?: object;
	bytes?: { type: string; content: Buffer };
	token?: string | undefined;
	/** True: what it makes must not be there twice, and is not by its key. */
	creating?: boolean;
	note?: (usage: Usage) => void;
}

/** Asks the account's server. Throws NetworkProblem. */
export async function callXrpc<S extends z.ZodType>(ctx: Ctx, schema: S, call: XrpcCall): Promise<z.output<S>> {
	const { name, params, body, bytes, token, creating = false, note } = call;
	const query = params
		? `?${new URLSearchParams(Object.entries(params).map(([key, value]) => [key, String(value)]))}`
		: '';
	const content = bytes?.content ?? (body ? JSON.stringify(body) : undefined);
	const answer = await exchange({
		method: params ? 'GET' : 'POST',
		url: `${address(ctx)}/xrpc/${name}${query}`,
		creating,
		again: params !== undefined,
		headers: {
			...(token ? { authorization: `Bearer ${token}` } : {}),
			...(bytes ? { 'content-type': bytes.type } : body ? { 'content-type': 'application/json' } : {}),
		},
		...(content === undefined ? {} : { body: content }),
	});
	const usage = usageOf(answer);
	if (usage) note?.(usage);
	if (answer.status >= 200 && answer.status < 300) return readAnswer(schema, answer.text || '{}', creating);
	throw askedToWait(xrpcProblem(answer, creating, usage?.until ?? null), answer.headers, ctx.now);
}

/** `RateLimit-*` headers: how much may still be asked, and when it begins anew (Unix seconds). */
function usageOf({ headers }: ExchangeAnswer): Usage | null {
	const [limit, left, reset] = ['limit', 'remaining', 'reset'].map((what) => Number(headers[`ratelimit-${what}`]));
	if (!limit || Number.isNaN(left) || !reset) return null;
	const endpoint = String(headers['ratelimit-policy'] ?? '').slice(0, 60);
	return { scope: 'account', endpoint, share: 1 - (left ?? 0) / limit, until: new Date(reset * 1000) };
}

const Refused = z.object({ error: z.string().default(''), message: z.string().default('') });

function xrpcProblem({ status, text }: ExchangeAnswer, creating: boolean, until: Date | null): NetworkProblem {
	let refused = { error: '', message: '' };
	try {
		refused = Refused.parse(JSON.parse(text));
	} catch {
		// Not the server itself: the status has to do.
	}
	const { error, message } = refused;
	const details = { code: error || status, reason: message.slice(0, 300) };
	if (error === 'ExpiredToken') return new NetworkProblem('auth-expired', details);
	if (['InvalidToken', 'AuthenticationRequired', 'AccountDeactivated'].includes(error) || status === 401)
		return new NetworkProblem('auth-revoked', details);
	if (['AccountTakedown', 'AccountSuspended'].includes(error)) return new NetworkProblem('account-restricted', details);
	if (status === 429 || error === 'RateLimitExceeded') return new NetworkProblem('rate-limited', details, until);
	if (error === 'RecordNotFound' || error === 'NotFound' || /could not (?:locate|find) record/i.test(message))
		return new NetworkProblem('not-found', details);
	if (status === 403) return new NetworkProblem('permission', details);
	if (error === 'BlobTooLarge' || status === 413) return new NetworkProblem('media-rejected', details);
	if (status >= 400 && status < 500) return new NetworkProblem('validation', details);
	return new NetworkProblem(creating ? 'unknown-outcome' : 'transient', details);
}
