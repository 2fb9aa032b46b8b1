import dns from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { everywhere, mayReach, readRanges } from '#platform/outside/may-reach.ts';
import { OutsideProblem } from '#platform/outside/outside-problem.ts';
import type { Settings } from '#platform/settings.ts';

/** An address that a stranger wrote, if it is one of the web and names nobody. Throws OutsideProblem `address`. */
export function readAddress(address: string): URL {
	if (!URL.canParse(address)) throw new OutsideProblem('address');
	const url = new URL(address);
	if (!/^https?:$/.test(url.protocol) || url.username || url.password) throw new OutsideProblem('address');
	return url;
}

/**
 * How the name in a stranger's address is looked up: once, and the connection goes to the very address that was checked.
 * `privateToo` lets everything through; only an operator may say so. Throws OutsideProblem `private` for what can be told
 * without looking: a literal address is never looked up, and other ports are for those that the operator named.
 */
export function outsideLookup(settings: Settings, url: URL, { privateToo = false } = {}): LookupFunction {
	const allowed = privateToo ? everywhere : readRanges(settings.reachable);
	const host = url.hostname.replace(/^\[|\]$/g, '');
	if (isIP(host) && !mayReach(host, allowed)) throw new OutsideProblem('private');
	if (url.port && !allowed.length) throw new OutsideProblem('private');
	return (name, options, callback) => {
		dns.lookup(name, { ...options, all: true }, (error, found) => {
			if (error) return callback(error, '', 0);
			const bad = found.find(({ address }) => !mayReach(address, allowed));
			if (bad || !found[0]) return callback(new OutsideProblem('private'), '', 0);
			if (options.all) return (callback as unknown as (error: null, all: typeof found) => void)(null, found);
			callback(null, found[0].address, found[0].family);
		});
	};
}
