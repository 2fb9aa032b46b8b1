import type { Picture } from '#media/picture.ts';
import type { StarCounts } from '#community/stars.ts';
import { threadSlug } from '#community/thread.ts';

/** A product as everybody may see it. */
export interface ShownProduct {
	id: number;
	/** Its page at home. */
	path: string;
	name: string;
	/** In the currency's smallest unit in use; null: the shop says. */
	price: number | null;
	currency: string;
	/** Where it is sold. */
	url: string | null;
	picture: Picture | null;
	/** How many gave it one star, two, … five, in the conversation about it. */
	stars: StarCounts;
}

/** A product as its own page shows it. */
export interface ProductPage extends ShownProduct {
	/** Plain text; an empty line begins a paragraph. */
	description: string;
	/** Not on offer any more: its page stays, since people talk there. */
	retired: Date | null;
	/** The conversation about it; null: it was taken away. */
	thread: number | null;
}

/** The name of a product among the things that pages are about, and under which its conversation hangs. */
export const productThing = (id: number): string => `product:${id}`;

/** Where a product is read: found by its number, so that a new name leaves no address behind. */
export const productPath = (id: number, name: string): string =>
	`/products/${id}-${encodeURIComponent(threadSlug(name))}`;

/** Leads to where it is sold, and is counted. */
export const buyPath = (id: number): string => `/products/${id}/buy`;

/** The word by which documents name a product (`::block[product](3)`). */
export const productBlock = 'product';
