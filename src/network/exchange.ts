import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { NetworkProblem } from '#network/network-problem.ts';

/** One call of a network over HTTP. */
export interface Exchange {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	url: string;
	headers?: Record<string, string>;
	body?: Buffer | string;
	/** True when it makes or changes something: a call without an answer may then have been carried out. */
	creating: boolean;
	/** Milliseconds for everything. */
	timeout?: number;
	/** Most bytes of the answer. */
	most?: number;
	/** For an address that a person gave: looks names up and refuses what may not be reached. */
	lookup?: LookupFunction;
}

export interface ExchangeAnswer {
	status: number;
	headers: http.IncomingHttpHeaders;
	text: string;
}

/** Errors that come before anything was sent. */
const unsent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EPRIVATE']);

/**
 * Asks a network and gives its answer, whatever its status. Redirects are not followed: an answer from elsewhere is none.
 * Throws NetworkProblem: `transient` when nothing was sent or nothing could have been done, else `unknown-outcome`.
 */
export async function exchange(call: Exchange): Promise<ExchangeAnswer> {
	try {
		return await carry(call);
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code ?? (error as Error).name;
		throw new NetworkProblem(call.creating && !unsent.has(code) ? 'unknown-outcome' : 'transient', { reason: code });
	}
}

function carry({ method, url, headers, body, timeout, most = 4_000_000, lookup }: Exchange): Promise<ExchangeAnswer> {
	const address = new URL(url);
	const sent = body === undefined ? null : Buffer.from(body);
	return new Promise((resolve, reject) => {
		const request = (address.protocol === 'https:' ? https : http).request(
			address,
			{
				method,
				signal: AbortSignal.timeout(timeout ?? 15_000),
				// A connection of its own: one that was kept from earlier may be closed just as we write to it.
				agent: false,
				...(lookup ? { lookup } : {}),
				headers: {
					accept: 'application/json',
					'user-agent': 'Homecourt',
					...headers,
					...(sent ? { 'content-length': sent.length } : {}),
				},
			},
			(response) => {
				const chunks: Buffer[] = [];
				let size = 0;
				response.on('data', (chunk: Buffer) => {
					size += chunk.length;
					if (size > most) request.destroy(new Error('answer too large'));
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

/** Seconds that a `Retry-After` asks for, as a time; null when there is none. At most a day is believed. */
export function retryAfter(headers: http.IncomingHttpHeaders, now: Date): Date | null {
	const seconds = Number(headers['retry-after']);
	return Number.isFinite(seconds) && seconds > 0 ? new Date(now.getTime() + Math.min(seconds, 86_400) * 1000) : null;
}
