import { z } from 'zod';
import { query } from '#platform/context/command.ts';

/** A product as everybody may see it. */
export interface ListedProduct {
	id: number;
	sku: string;
	name: string;
	description: string;
	price: number | null;
	currency: string;
	url: string | null;
	/** Of the media library. */
	picture: number | null;
}

/** The products on offer, oldest first. */
export const listProducts = query(z.object({}), async (ctx): Promise<ListedProduct[]> => {
	ctx.about('products');
	return ctx.db
		.selectFrom('commerce.product')
		.select(['id', 'sku', 'name', 'description', 'price', 'currency', 'url', 'picture'])
		.where('retired', 'is', null)
		.orderBy('id')
		.limit(500)
		.execute();
});
