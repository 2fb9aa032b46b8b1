import http from 'node:http';
import https from 'node:https';
import type { Ctx } from '#platform/context/context.ts';
import { NetworkProblem } from '#network/network-problem.ts';

export interface PracticeCall {
	method: 'GET' | 'POST';
	/** Below the API's base, with its query. */
	path: string;
	token: string;
	/** Idempotency key of a creating call. */
	key?: string;
	body?: object;
}

interface Answer {
	status: number;
	headers: http.IncomingHttpHeaders;
	text: string;
}

const mostAnswer = 2 * 1024 * 1024;

/** Errors that come before anything was sent. */
const unsent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/**
 * Calls the practice network's API and gives the parsed body. The address is a setting; without one it is this
 * installation itself, on the loopback address with the site's name as Host, because its public address need not be
 * reachable from inside. (`fetch` cannot set Host, hence node:http.) Redirects are not followed. Throws NetworkProblem.
 */
export async function callPractice(ctx: Ctx, call: PracticeCall, timeout: number): Promise<unknown> {
	const creating = call.method === 'POST';
	let answer: Answer;
	try {
		answer = await exchange(ctx, call, timeout);
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code ?? (error as Error).name;
		throw new NetworkProblem(creating && !unsent.has(code) ? 'unknown-outcome' : 'transient', { reason: code });
	}
	if (answer.status >= 200 && answer.status < 300) {
		try {
			return JSON.parse(answer.text);
		} catch {
			throw new NetworkProblem(creating ? 'unknown-outcome' : 'transient', { reason: 'not JSON' });
		}
	}
	throw problemOf(ctx, answer, creating);
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

function exchange(ctx: Ctx, { method, path, token, key, body }: PracticeCall, timeout: number): Promise<Answer> {
	const { base, host } = baseOf(ctx);
	const url = new URL(`${base}${path}`);
	const sent = body ? Buffer.from(JSON.stringify(body)) : null;
	return new Promise((resolve, reject) => {
		const request = (url.protocol === 'https:' ? https : http).request(
			url,
			{
				method,
				signal: AbortSignal.timeout(timeout),
				// A connection of its own: one that was kept from earlier may be closed just as we write to it.
				agent: false,
				headers: {
					authorization: `Bearer ${token}`,
					accept: 'application/json',
					'user-agent': 'Homecourt',
					...(host ? { host } : {}),
					...(key ? { 'idempotency-key': key } : {}),
					...(sent ? { 'content-type': 'application/json', 'content-length': sent.length } : {}),
				},
			},
			(response) => {
				const chunks: Buffer[] = [];
				let size = 0;
				response.on('data', (chunk: Buffer) => {
					size += chunk.length;
					if (size > mostAnswer) request.destroy(new Error('answer too large'));
					else chunks.push(chunk);
				});
				response.on('end', () =>
					resolve({
						status: response.statusCode ?? 0,
						headers: response.headers,
						text: Buffer.concat(chunks).toString('utf8'),
					}),
				);
				response.on('error', reject);
			},
		);
		request.on('error', reject);
		request.end(sent ?? undefined);
	});
}

function problemOf(ctx: Ctx, { status, headers, text }: Answer, creating: boolean): NetworkProblem {
	const code = /"code":"([a-z.-]{1,60})"/.exec(text)?.[1] ?? String(status);
	if (status === 401) return new NetworkProblem('auth-revoked', { code });
	if (status === 403) return new NetworkProblem('permission', { code });
	if (status === 404) return new NetworkProblem('not-found', { code });
	if (status === 409) return new NetworkProblem('duplicate', { code });
	if (status === 429) {
		const seconds = Number(headers['retry-after']);
		const until =
			Number.isFinite(seconds) && seconds > 0 ? new Date(ctx.now.getTime() + Math.min(seconds, 86_400) * 1000) : null;
		return new NetworkProblem('rate-limited', { code }, until);
	}
	if (status >= 400 && status < 500) return new NetworkProblem('validation', { code });
	return new NetworkProblem(creating ? 'unknown-outcome' : 'transient', { code });
}
