import { addressesIn } from '#network/count-text.ts';
import type { Cost, Outgoing } from '#network/network.ts';

/** X's price list of 2026-08-22, in millionths of a US dollar. */
const plain = 15_000;
const withAddress = 200_000;
/** Taking something back. */
const deleting = 10_000;

/** What a post will cost, and what it would cost without the link; null where leaving that out changes nothing. */
export function priceOf({ text, link }: Outgoing): Cost {
	const written = addressesIn(text).length > 0;
	const micros = written || link ? withAddress : plain;
	return { in: 'usd', micros, without: link && !written ? plain : null };
}

/** What taking a post back costs. */
export const priceOfDeleting: Cost = { in: 'usd', micros: deleting, without: null };
