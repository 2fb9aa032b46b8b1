import type { IncomingHttpHeaders } from 'node:http';
import type { LookupFunction } from 'node:net';
import { httpExchange } from '#platform/outside/http-exchange.ts';
import { NetworkProblem, type NetworkTrouble } from '#network/network-problem.ts';

/** One call of a network over HTTP. */
export interface Exchange {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	url: string;
	headers?: Record<string, string>;
	body?: Buffer | string;
	/** True when it makes or changes something: a call without an answer may then have been carried out. */
	creating: boolean;
	/** True: made twice it does what it does once. Not for what carries something that is good for one call alone: a code, a key that renews, a signature. */
	again?: boolean;
	/** Milliseconds for everything. */
	timeout?: number;
	/** Most bytes of the answer. */
	most?: number;
	/** For an address that a person gave: looks names up and refuses what may not be reached. */
	lookup?: LookupFunction;
}

export interface ExchangeAnswer {
	status: number;
	headers: IncomingHttpHeaders;
	text: string;
}

/** Errors that come before anything was sent. */
const unsent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'OutsideProblem']);

/** Errors of a line that broke while somebody was there. */
const broken = new Set(['ECONNRESET', 'EPIPE']);

/**
 * Asks a network and gives its answer, whatever its status. Redirects are not followed: an answer from elsewhere is none. A line that
 * breaks under a call that may be made `again` is no outage: it is, once and within the same time.
 * Throws NetworkProblem: `transient` when nothing was sent or nothing could have been done, else `unknown-outcome`.
 */
export async function exchange(call: Exchange): Promise<ExchangeAnswer> {
	const { method, url, headers, body, timeout = 15_000, most = 4_000_000, lookup } = call;
	const ask = { method, headers: { accept: 'application/json', ...headers }, body, most, lookup };
	const signal = AbortSignal.timeout(timeout);
	try {
		const answer = await httpExchange(new URL(url), { ...ask, signal }).catch((error: unknown) => {
			if (!call.again || !broken.has(codeOf(error))) throw error;
			return httpExchange(new URL(url), { ...ask, signal });
		});
		return { status: answer.status, headers: answer.headers, text: answer.body.toString('utf8') };
	} catch (error) {
		const code = codeOf(error);
		throw new NetworkProblem(call.creating && !unsent.has(code) ? 'unknown-outcome' : 'transient', { reason: code });
	}
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? (error as Error).name;

/** The time that a `Retry-After` asks for, as seconds or as a date; null when there is none. At most a day is believed. */
export function retryAfter(headers: IncomingHttpHeaders, now: Date): Date | null {
	const told = headers['retry-after']?.trim() ?? '';
	const seconds = /^\d+$/.test(told) ? Number(told) : (Date.parse(told) - now.getTime()) / 1000;
	return Number.isFinite(seconds) && seconds > 0 ? new Date(now.getTime() + Math.min(seconds, 86_400) * 1000) : null;
}

/** Troubles that pass with time. */
const waits: readonly NetworkTrouble[] = ['rate-limited', 'quota-exhausted', 'transient', 'unknown-outcome'];

/** A problem with the time that its answer's `Retry-After` asks for, where the network's own words named none: whoever stands in front of a network speaks that way. */
export function askedToWait(problem: NetworkProblem, headers: IncomingHttpHeaders, now: Date): NetworkProblem {
	const until = problem.until || !waits.includes(problem.trouble) ? null : retryAfter(headers, now);
	return until ? new NetworkProblem(problem.trouble, problem.details, until) : problem;
}
