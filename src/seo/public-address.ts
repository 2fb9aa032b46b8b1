import { mayReach, readRanges } from '#platform/outside/may-reach.ts';
import type { Settings } from '#platform/settings.ts';

/** True for a site that strangers can reach: a name of the public internet, not this machine and not a bare address. */
export function isPublicAddress(siteUrl: string): boolean {
	const { hostname, protocol } = new URL(siteUrl);
	if (protocol !== 'https:' || /^[\d.]+$|^\[/.test(hostname)) return false;
	return hostname.includes('.') && !/\.(?:localhost|local|internal|home|lan|test|invalid|example)$/.test(hostname);
}

/** True for a site whose pages another one can read: a public one, or one in a house whose operator lets neighbours talk. */
export function isNeighbourAddress(settings: Settings, siteUrl: string): boolean {
	if (isPublicAddress(siteUrl)) return true;
	const host = new URL(siteUrl).hostname.replace(/^\[|\]$/g, '');
	const ranges = readRanges(settings.reachable);
	// An address of the public internet that is no name is nobody's site; one that the operator names is.
	return ranges.length > 0 && mayReach(host, ranges) && !mayReach(host, []);
}
