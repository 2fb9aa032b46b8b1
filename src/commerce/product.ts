import type { Picture } from '#media/picture.ts';

/** A product as everybody may see it. */
export interface ShownProduct {
	id: number;
	name: string;
	/** In the currency's smallest unit in use; null: the shop says. */
	price: number | null;
	currency: string;
	/** Where it is sold. */
	url: string | null;
	picture: Picture | null;
}

/** The name of a product among the things that pages are about. */
export const productThing = (id: number): string => `product:${id}`;

/** The word by which documents name a product (`::block[product](3)`). */
export const productBlock = 'product';
