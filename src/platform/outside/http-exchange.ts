import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';

/** One call over HTTP. */
export interface HttpCall {
	method: string;
	headers: Record<string, string>;
	body?: Buffer | string | undefined;
	/** Most bytes of the answer. */
	most: number;
	signal: AbortSignal;
	/** Looks names up, and may refuse. */
	lookup?: LookupFunction | undefined;
}

export interface HttpAnswer {
	status: number;
	headers: http.IncomingHttpHeaders;
	body: Buffer;
}

/** The answer has more bytes than were allowed. */
export class TooLarge extends Error {}

/**
 * Asks once and gives the answer, whatever its status; redirects are not followed. The connection is its own: one that was
 * kept from earlier may be closed just as we write to it. Rejects with what the system says, the signal's reason, or TooLarge.
 */
export function httpExchange(url: URL, { method, headers, body, most, signal, lookup }: HttpCall): Promise<HttpAnswer> {
	const sent = body === undefined ? null : Buffer.from(body);
	return new Promise((resolve, reject) => {
		const request = (url.protocol === 'https:' ? https : http).request(
			url,
			{
				method,
				signal,
				agent: false,
				...(lookup ? { lookup } : {}),
				headers: { 'user-agent': 'Homecourt', ...headers, ...(sent ? { 'content-length': sent.length } : {}) },
			},
			(response) => {
				const chunks: Buffer[] = [];
				let size = 0;
				response.on('data', (chunk: Buffer) => {
					size += chunk.length;
					if (size <= most) return void chunks.push(chunk);
					reject(new TooLarge('answer too large'));
					request.destroy();
				});
				response.on('end', () =>
					resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
				);
				response.on('error', reject);
			},
		);
		request.on('error', reject);
		request.end(sent ?? undefined);
	});
}
