import type { SiteHandle } from '#platform/context/context.ts';
import { messageName } from '#notification/server/letter/print-mail.ts';

/** Longest name before the @ of an address that others are made below: a mailbox has 64 characters. */
export const longestReturnName = 25;

/**
 * Where one mail returns to (VERP): the mailbox's address with the name of the mail in it, so that what comes back says which
 * it was, even where it has nothing of the mail any more.
 */
export function returnAddress(site: SiteHandle, address: string, delivery: number): string {
	const at = address.lastIndexOf('@');
	return `${address.slice(0, at)}+${messageName(site, delivery)}${address.slice(at)}`;
}

/** The name of the mail that a returned one was addressed to, as a message id; null where it has none. */
export function nameReturned(raw: string): string | null {
	const end = /\r?\n\r?\n/.exec(raw);
	const head = (end ? raw.slice(0, end.index) : raw).replace(/\r?\n[ \t]+/g, ' ');
	for (const line of head.split(/\r?\n/)) {
		if (!/^(?:to|delivered-to|x-original-to|envelope-to|x-envelope-to):/i.test(line)) continue;
		const found = /\+(n\.[0-9a-z]{1,12}\.[0-9a-f]{20})@/i.exec(line);
		if (found?.[1]) return `<${found[1].toLowerCase()}@returned>`;
	}
	return null;
}
