import { sql } from 'kysely';
import { noStars } from '#community/stars.ts';
import type { Ctx } from '#platform/context/context.ts';
import { findPictures } from '#media/server/index.ts';
import { productPath, productThing, type ShownProduct } from '#commerce/product.ts';

/** The products with these ids that are on offer, by id. The page being read then depends on each, known or not. */
export async function findProducts(ctx: Ctx, ids: readonly number[]): Promise<Map<number, ShownProduct>> {
	if (!ids.length) return new Map();
	ctx.about(...ids.map(productThing));
	const rows = await ctx.db
		.selectFrom('commerce.product as product')
		// A conversation that was taken away counts nothing; others under products are for everybody.
		.leftJoin('community.thread as thread', (join) =>
			join
				.on('thread.subject', '=', sql<string>`'product:' || product.id`)
				.on('thread.hidden', 'is', null)
				.on('thread.withdrawn', 'is', null),
		)
		.leftJoin('community.rated as rated', 'rated.thread', 'thread.id')
		.select(['product.id', 'product.name', 'product.price', 'product.currency', 'product.url', 'product.picture'])
		.select('rated.counts')
		.where('product.id', 'in', [...ids])
		.where('product.retired', 'is', null)
		.execute();
	const pictures = await findPictures(
		ctx,
		rows.flatMap(({ picture }) => picture ?? []),
	);
	return new Map(
		rows.map(({ counts, ...row }) => {
			const picture = (row.picture && pictures.get(row.picture)) || null;
			return [row.id, { ...row, path: productPath(row.id, row.name), picture, stars: counts ?? noStars }] as const;
		}),
	);
}
