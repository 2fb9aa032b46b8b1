import type { Ctx } from '#platform/context/context.ts';
import { findPictures } from '#media/server/index.ts';
import { productPath, productThing, type ShownProduct } from '#commerce/product.ts';

/** The products with these ids that are on offer, by id. The page being read then depends on each, known or not. */
export async function findProducts(ctx: Ctx, ids: readonly number[]): Promise<Map<number, ShownProduct>> {
	if (!ids.length) return new Map();
	ctx.about(...ids.map(productThing));
	const rows = await ctx.db
		.selectFrom('commerce.product')
		.select(['id', 'name', 'price', 'currency', 'url', 'picture'])
		.where('id', 'in', [...ids])
		.where('retired', 'is', null)
		.execute();
	const pictures = await findPictures(
		ctx,
		rows.flatMap(({ picture }) => picture ?? []),
	);
	return new Map(
		rows.map((row) => {
			const picture = (row.picture && pictures.get(row.picture)) || null;
			return [row.id, { ...row, path: productPath(row.id, row.name), picture }] as const;
		}),
	);
}
