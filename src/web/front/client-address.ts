import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import type { Settings } from '#platform/settings.ts';

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** The ranges named by TRUSTED_PROXY. Throws on what is no address or range. */
export function proxyRanges(setting: string): Range[] {
	return setting
		.split(',')
		.map((part) => part.trim())
		.filter(Boolean)
		.map((part) =>
			part.includes('/')
				? ipaddr.parseCIDR(part)
				: [ipaddr.parse(part), ipaddr.parse(part).kind() === 'ipv4' ? 32 : 128],
		);
}

function trusted(address: string, ranges: readonly Range[]): boolean {
	if (!ipaddr.isValid(address)) return false;
	const parsed = ipaddr.process(address);
	return ranges.some((range) => parsed.kind() === range[0].kind() && parsed.match(range as [ipaddr.IPv4, number]));
}

/**
 * The client's address and scheme: the connection's own, unless it comes from a trusted proxy; then the rightmost
 * address of X-Forwarded-For that is not itself a trusted proxy.
 */
export function clientOf(request: IncomingMessage, ranges: readonly Range[]): { address: string; https: boolean } {
	const peer = plain(request.socket.remoteAddress ?? '');
	if (!ranges.length || !trusted(peer, ranges)) return { address: peer, https: false };
	const https =
		String(request.headers['x-forwarded-proto'] ?? '')
			.split(',')[0]
			?.trim() === 'https';
	const chain = String(request.headers['x-forwarded-for'] ?? '')
		.split(',')
		.map((part) => plain(part.trim()))
		.filter(Boolean);
	for (const address of chain.reverse()) {
		if (!ipaddr.isValid(address)) break;
		if (!trusted(address, ranges)) return { address, https };
	}
	return { address: peer, https };
}

const plain = (address: string): string => (address.startsWith('::ffff:') ? address.slice(7) : address);

/**
 * What one connection has: an IPv4 address, or the /64 of an IPv6 one. Whoever has a line of their own has 2^64 addresses, and
 * would be somebody else with each of them.
 */
export function lineOf(address: string): string {
	if (!address.includes(':') || !ipaddr.IPv6.isValid(address)) return address;
	const parts = ipaddr.IPv6.parse(address).parts.map((part, at) => (at < 4 ? part : 0));
	return new ipaddr.IPv6(parts).toString();
}

/** Who calls, by the line they call from, and whether over https. */
export interface Caller {
	address: string;
	secure: boolean;
}

/** Tells of each request who calls. Without a trusted proxy, PUBLIC_URL says whether people come over https. */
export function callerOf(settings: Pick<Settings, 'trustedProxy' | 'publicUrl'>): (request: IncomingMessage) => Caller {
	const proxies = proxyRanges(settings.trustedProxy);
	const httpsByDefault = !proxies.length && (settings.publicUrl?.startsWith('https://') ?? false);
	return (request) => {
		const { address, https } = clientOf(request, proxies);
		return { address: lineOf(address), secure: https || httpsByDefault };
	};
}
