import { lookup } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Problem } from '#platform/problem.ts';

export interface OutsideCall {
	/** Most bytes of the answer's body. */
	bytes: number;
	/** Milliseconds until the whole answer is here, redirects included. */
	milliseconds: number;
	/** True: addresses of the own network are allowed too. Only an operator at the command line may say so. */
	privateToo?: boolean;
	headers?: Record<string, string>;
	signal?: AbortSignal | undefined;
}

export interface OutsideAnswer {
	status: number;
	headers: IncomingMessage['headers'];
	body: Buffer;
	/** Where the answer came from, after redirects. */
	address: string;
}

const mostRedirects = 5;

/** True for an address that anybody on the internet reaches; not for loopback, private, link-local or reserved ones. */
export const reachableByAll = (address: string): boolean =>
	ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';

/**
 * Gets something from an address that a person or a file named. Only http and https, only hosts that anybody can reach:
 * the name is resolved once, and what was checked is what is connected to. Throws Problem `outside.forbidden` (422),
 * `outside.unreachable`, `outside.too-slow`, `outside.too-large` (502); every status is an answer.
 */
export async function fetchOutside(address: string, call: OutsideCall): Promise<OutsideAnswer> {
	const limit = AbortSignal.timeout(call.milliseconds);
	const signal = call.signal ? AbortSignal.any([limit, call.signal]) : limit;
	let next = address;
	for (let hop = 0; hop <= mostRedirects; hop++) {
		const url = allowed(next, call);
		const answer = await once(url, call, signal).catch((error: unknown) => {
			if (error instanceof Problem) throw error;
			if (limit.aborted) throw new Problem('outside.too-slow', 502, { host: url.host });
			call.signal?.throwIfAborted();
			throw new Problem('outside.unreachable', 502, { host: url.host });
		});
		const { location } = answer.headers;
		if (![301, 302, 303, 307, 308].includes(answer.status) || !location) return answer;
		if (!URL.canParse(location, url)) break;
		next = new URL(location, url).href;
	}
	throw new Problem('outside.unreachable', 502, { host: new URL(address).host });
}

function allowed(address: string, call: OutsideCall): URL {
	const url = URL.canParse(address) ? new URL(address) : null;
	const host = url?.hostname.replace(/^\[|\]$/g, '') ?? '';
	if (
		!url ||
		!/^https?:$/.test(url.protocol) ||
		url.username ||
		url.password ||
		(isIP(host) && !call.privateToo && !reachableByAll(host))
	)
		throw new Problem('outside.forbidden', 422, { host: host.slice(0, 200) });
	return url;
}

/** Resolves a name and hands over only addresses that may be reached. */
const guarded =
	(call: OutsideCall): LookupFunction =>
	(host, options, done) =>
		lookup(host, { ...options, all: true }, (error, found) => {
			if (error) return done(error, []);
			const open = call.privateToo ? found : found.filter((one) => reachableByAll(one.address));
			const [first] = open;
			if (!first) return done(new Problem('outside.forbidden', 422, { host }) as NodeJS.ErrnoException, []);
			return options.all ? done(null, open) : done(null, first.address, first.family);
		});

function once(url: URL, call: OutsideCall, signal: AbortSignal): Promise<OutsideAnswer> {
	return new Promise((resolve, reject) => {
		const { get } = url.protocol === 'https:' ? https : http;
		const request = get(
			url,
			{ lookup: guarded(call), signal, headers: { 'user-agent': 'Homecourt', ...call.headers } },
			(response) => {
				const pieces: Buffer[] = [];
				let size = 0;
				response.on('data', (piece: Buffer) => {
					size += piece.length;
					pieces.push(piece);
					if (size <= call.bytes) return;
					reject(new Problem('outside.too-large', 502, { host: url.host }));
					request.destroy();
				});
				response.on('error', reject);
				response.on('end', () =>
					resolve({
						status: response.statusCode ?? 0,
						headers: response.headers,
						body: Buffer.concat(pieces),
						address: url.href,
					}),
				);
			},
		);
		request.on('error', reject);
	});
}
