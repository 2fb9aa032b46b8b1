import type { Ctx } from '#platform/context/context.ts';

/** The numbers of products by their SKU, whether they are on offer or not; what is not here is left out. */
export async function findProductNumbers(ctx: Ctx, skus: readonly string[]): Promise<Map<string, number>> {
	if (!skus.length) return new Map();
	const rows = await ctx.db
		.selectFrom('commerce.product')
		.select(['id', 'sku'])
		.where('sku', 'in', [...skus])
		.execute();
	return new Map(rows.map(({ id, sku }) => [sku, id]));
}
