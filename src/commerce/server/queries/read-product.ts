import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { noStars } from '#community/stars.ts';
import { findThread } from '#community/server/index.ts';
import { findPictures } from '#media/server/index.ts';
import { productPath, productThing, type ProductPage } from '#commerce/product.ts';

/** A product for its own page, on offer or not. Throws Problem `product.not-found`. */
export const readProduct = query(
	z.object({ product: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }),
	async (ctx, { product: id }): Promise<ProductPage> => {
		ctx.about(productThing(id));
		const row = await ctx.db
			.selectFrom('commerce.product')
			.select(['id', 'name', 'description', 'price', 'currency', 'url', 'picture', 'retired'])
			.where('id', '=', id)
			.executeTakeFirst();
		if (!row) throw notFound('product');
		const [thread, pictures] = await Promise.all([
			findThread(ctx, { subject: productThing(id) }),
			findPictures(ctx, row.picture ? [row.picture] : []),
		]);
		return {
			...row,
			path: productPath(id, row.name),
			picture: (row.picture && pictures.get(row.picture)) || null,
			thread: thread?.id ?? null,
			stars: thread?.stars ?? noStars,
		};
	},
);
