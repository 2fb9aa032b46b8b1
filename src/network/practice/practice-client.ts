import type { Ctx } from '#platform/context/context.ts';
import { askedToWait, exchange, retryAfter, type ExchangeAnswer } from '#network/exchange.ts';
import { NetworkProblem } from '#network/network-problem.ts';

export interface PracticeCall {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Below the API's base, with its query. */
	path: string;
	token: string;
	/** Idempotency key of a creating call. */
	key?: string;
	body?: object;
}

/**
 * Calls the practice network's API and gives the body of its answer. The address is a setting; without one it is this
 * installation itself, on the loopback address with the site's name as Host, because its public address need not be
 * reachable from inside. Throws NetworkProblem.
 */
export async function callPractice(ctx: Ctx, call: PracticeCall, timeout: number): Promise<string> {
	const creating = call.method !== 'GET';
	const { base, host } = baseOf(ctx);
	const { method, path, token, key, body } = call;
	const answer = await exchange({
		method,
		url: `${base}${path}`,
		creating,
		timeout,
		headers: {
			authorization: `Bearer ${token}`,
			...(host ? { host } : {}),
			...(key ? { 'idempotency-key': key } : {}),
			...(body ? { 'content-type': 'application/json' } : {}),
		},
		...(body ? { body: JSON.stringify(body) } : {}),
	});
	if (answer.status >= 200 && answer.status < 300) return answer.text;
	throw askedToWait(problemOf(ctx, answer, creating), answer.headers, ctx.now);
}

/** Where the practice network is called, and the Host it is called by (null: the address's own). */
function baseOf({ settings, site }: Ctx): { base: string; host: string | null } {
	if (settings.practiceUrl) return { base: settings.practiceUrl.replace(/\/+$/, ''), host: null };
	const everywhere = !settings.host || settings.host === '0.0.0.0' || settings.host === '::';
	const address = everywhere ? '127.0.0.1' : settings.host;
	return {
		base: `http://${address.includes(':') ? `[${address}]` : address}:${settings.port}/practice/api`,
		host: new URL(site.url).host,
	};
}

function problemOf(ctx: Ctx, { status, headers, text }: ExchangeAnswer, creating: boolean): NetworkProblem {
	const code = /"code":"([a-z.-]{1,60})"/.exec(text)?.[1] ?? String(status);
	if (status === 401) return new NetworkProblem('auth-revoked', { code });
	if (status === 403) return new NetworkProblem('permission', { code });
	if (status === 404) return new NetworkProblem('not-found', { code });
	if (status === 409) return new NetworkProblem('duplicate', { code });
	if (status === 429) return new NetworkProblem('rate-limited', { code }, retryAfter(headers, ctx.now));
	if (status >= 400 && status < 500) return new NetworkProblem('validation', { code });
	return new NetworkProblem(creating ? 'unknown-outcome' : 'transient', { code });
}
