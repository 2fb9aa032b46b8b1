import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { ShownProduct } from '#commerce/product.ts';
import { findProducts } from '#commerce/server/queries/find-products.ts';

/** What is on offer, as everybody sees it, in the order in which the house wrote it down; `next` goes on after it. */
export const listShownProducts = query(
	z.object({
		after: z.coerce.number().int().min(0).catch(0).default(0),
		limit: z.number().int().min(1).max(100).default(48),
	}),
	async (ctx, { after, limit }): Promise<{ items: ShownProduct[]; next: number | null }> => {
		ctx.about('products');
		const rows = await ctx.db
			.selectFrom('commerce.product')
			.select('id')
			.where('retired', 'is', null)
			.where('id', '>', after)
			.orderBy('id')
			.limit(limit + 1)
			.execute();
		const ids = rows.slice(0, limit).map(({ id }) => id);
		const found = await findProducts(ctx, ids);
		const next = rows.length > limit ? (ids.at(-1) ?? null) : null;
		return { items: ids.flatMap((id) => found.get(id) ?? []), next };
	},
);
