import { hash } from 'node:crypto';
import type { SiteHandle } from '#platform/context/context.ts';
import { siteDay } from '#insight/server/counting/site-day.ts';

/** The two keys of one day's HMAC. */
interface Salt {
	day: string;
	inner: Buffer;
	outer: Buffer;
}

const salts = new WeakMap<SiteHandle, Salt>();

/**
 * HMAC-SHA-256 (RFC 2104) by two one-shot hashes: a third of the time of `createHmac`, and this runs on page views.
 * `key` has 32 bytes, below the 64 of a block.
 */
function pads(key: Buffer): { inner: Buffer; outer: Buffer } {
	const inner = Buffer.alloc(64, 0x36);
	const outer = Buffer.alloc(64, 0x5c);
	key.forEach((byte, place) => {
		inner[place] = byte ^ 0x36;
		outer[place] = byte ^ 0x5c;
	});
	return { inner, outer };
}

/** HMAC-SHA-256 of a text under prepared keys, as hex. */
export function hmacHex({ inner, outer }: { inner: Buffer; outer: Buffer }, text: string): string {
	const first = hash('sha256', Buffer.concat([inner, Buffer.from(text)]), 'buffer');
	return hash('sha256', Buffer.concat([outer, first]), 'hex');
}

/** Keys for an HMAC that is computed often. */
export const hmacKeys = pads;

/** The keys of one day: the site's key for visitors, mixed with the day. */
function saltOf(site: SiteHandle, day: string): Salt {
	const known = salts.get(site);
	if (known?.day === day) return known;
	const salt = { day, ...pads(Buffer.from(hmacHex(pads(site.key('visitor')), day), 'hex')) };
	salts.set(site, salt);
	return salt;
}

/** Longest part of a user agent that is looked at. */
export const agentLength = 400;

/** The name of a visitor on one day: sixteen hex digits that lead back to nobody and change at the site's midnight. */
export const visitorOn = (site: SiteHandle, day: string, address: string, userAgent: string): string =>
	hmacHex(saltOf(site, day), `${address}\n${userAgent.slice(0, agentLength)}`).slice(0, 16);

/** The name of a visitor now. `timeZone` is the brand's. */
export const visitorOf = (
	site: SiteHandle,
	address: string,
	userAgent: string,
	now: Date,
	timeZone = 'Asia/Taipei',
): string => visitorOn(site, siteDay(now.getTime(), timeZone), address, userAgent);
