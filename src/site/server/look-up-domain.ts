import { Resolver } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';
import type { SiteHandle } from '#platform/context/context.ts';
import { proofPath } from '#platform/installation/site-domains.ts';
import type { Settings } from '#platform/settings.ts';

/** What a look at a host showed. */
export type Seen = 'leads-here' | 'proven' | 'no-address' | 'elsewhere' | 'forbidden' | 'no-answer';

/** Where a host can prove itself before it leads here. */
export const proofRecord = (host: string): string => `_homecourt.${host}`;

const patience = 5_000;

/** Looks whether a host leads to this installation, under its own name; or else whether its DNS carries the token. */
export async function lookUpDomain(settings: Settings, site: SiteHandle, host: string, token: string): Promise<Seen> {
	const resolver = new Resolver({ timeout: patience, tries: 2 });
	if (settings.dnsServers) resolver.setServers(settings.dnsServers.split(',').map((server) => server.trim()));
	const record = await resolver.resolveTxt(proofRecord(host)).catch((): string[][] => []);
	const proven = record.some((parts) => parts.join('').trim() === token);
	const addresses = [
		...(await resolver.resolve4(host).catch(() => [])),
		...(await resolver.resolve6(host).catch(() => [])),
	];
	const asked = addresses.filter(mayAsk);
	for (const address of asked.slice(0, 4)) {
		const said = await askForProof(site.url, host, address);
		if (said !== null) return said === site.domains.proofOf(host) ? 'leads-here' : proven ? 'proven' : 'elsewhere';
	}
	if (proven) return 'proven';
	if (!addresses.length) return 'no-address';
	return asked.length ? 'no-answer' : 'forbidden';
}

/**
 * Addresses of the outside world, and this machine's own: a name that somebody typed must not make the product knock at
 * other doors of the network that it stands in.
 */
function mayAsk(address: string): boolean {
	const own = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map((one) => one.address));
	return own.includes(address) || ipaddr.process(address).range() === 'unicast';
}

/** What answers at an address under a name; null: nothing does. No redirect is followed and little is read. */
async function askForProof(siteUrl: string, host: string, address: string): Promise<string | null> {
	const { protocol, port } = new URL(siteUrl);
	const ways = protocol === 'https:' ? [https, http] : [http];
	for (const way of ways) {
		const said = await new Promise<string | null>((resolve) => {
			const request = way.get(
				{
					host: address,
					servername: host,
					port: way === http && protocol === 'https:' ? 80 : port || undefined,
					path: proofPath,
					headers: { host: port ? `${host}:${port}` : host },
					timeout: patience,
					agent: false,
				},
				(response) => {
					let text = '';
					response.setEncoding('utf8');
					response.on('data', (part: string) => {
						text += part;
						if (text.length > 1000) request.destroy();
					});
					response.on('close', () => resolve(response.statusCode === 200 ? text.trim() : ''));
				},
			);
			request.on('timeout', () => request.destroy());
			request.on('error', () => resolve(null));
		});
		if (said !== null && (said !== '' || way === http)) return said;
	}
	return null;
}
