import type { IncomingHttpHeaders } from 'node:http';
import { httpExchange, TooLarge } from '#platform/outside/http-exchange.ts';
import { outsideLookup, readAddress } from '#platform/outside/outside-lookup.ts';
import { OutsideProblem } from '#platform/outside/outside-problem.ts';
import type { Settings } from '#platform/settings.ts';

export interface OutsideCall {
	method?: 'GET' | 'POST' | 'HEAD';
	headers?: Record<string, string>;
	body?: string | Buffer;
	/** Most bytes of the answer; more ends the call. Default one megabyte. */
	most?: number;
	/** Milliseconds for everything, redirects included. Default ten seconds. */
	timeout?: number;
	/** Redirects that are followed. Default none. */
	redirects?: number;
	/** Ends the call before its time; then what this signal says is thrown, as it is. */
	signal?: AbortSignal | undefined;
	/** True: addresses of the own network too, and every port. Only an operator at the command line may say so. */
	privateToo?: boolean | undefined;
}

export interface OutsideAnswer {
	status: number;
	/** Where the answer came from, after redirects. */
	url: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
	/** The body read as UTF-8. */
	readonly text: string;
}

/**
 * Asks an address that a stranger may have chosen. Only http and https on their own ports and only addresses of the
 * public internet: every name is looked up once and the connection goes to the very address that was checked, so that a
 * name cannot change its mind in between; each redirect is checked alike. Throws OutsideProblem.
 */
export async function askOutside(settings: Settings, address: string, call: OutsideCall = {}): Promise<OutsideAnswer> {
	const limit = AbortSignal.timeout(call.timeout ?? 10_000);
	const signal = call.signal ? AbortSignal.any([limit, call.signal]) : limit;
	let url = readAddress(address);
	let { method = 'GET', body } = call;
	for (let followed = 0; ; followed++) {
		const answer = await exchange(settings, url, { ...call, method, ...(body === undefined ? {} : { body }) }, signal);
		const location = answer.headers.location;
		if (![301, 302, 303, 307, 308].includes(answer.status) || !location) return answer;
		if (followed >= (call.redirects ?? 0)) {
			if (!call.redirects) return answer;
			throw new OutsideProblem('redirects');
		}
		if (!URL.canParse(location, url)) throw new OutsideProblem('address', location.slice(0, 200));
		url = readAddress(new URL(location, url).href);
		if (answer.status <= 303 && method === 'POST') [method, body] = ['GET', undefined];
	}
}

async function exchange(
	settings: Settings,
	url: URL,
	{ method, headers, body, most = 1_000_000, privateToo, signal: stopped }: OutsideCall,
	signal: AbortSignal,
): Promise<OutsideAnswer> {
	stopped?.throwIfAborted();
	const lookup = outsideLookup(settings, url, { privateToo: privateToo ?? false });
	try {
		const {
			status,
			headers: said,
			body: whole,
		} = await httpExchange(url, {
			method: method ?? 'GET',
			headers: headers ?? {},
			body,
			most,
			signal,
			lookup,
		});
		return {
			status,
			url: url.href,
			headers: said,
			body: whole,
			get text() {
				return whole.toString('utf8');
			},
		};
	} catch (error) {
		if (error instanceof OutsideProblem) throw error;
		if (stopped?.aborted) throw stopped.reason as Error;
		if (error instanceof TooLarge) throw new OutsideProblem('too-large');
		if (signal.aborted) throw new OutsideProblem('timeout');
		throw new OutsideProblem('unreachable', (error as NodeJS.ErrnoException).code ?? '');
	}
}
