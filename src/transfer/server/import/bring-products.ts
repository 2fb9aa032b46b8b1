import type { Ctx } from '#platform/context/context.ts';
import { findProductNumbers } from '#commerce/server/index.ts';
import { skusIn } from '#transfer/named-product.ts';
import type { Prepared } from '#transfer/server/import/prepared.ts';

/** The numbers that the products in these texts have here, by SKU. They came before the texts. */
export const findBroughtProducts = (ctx: Ctx, items: readonly Prepared[]): Promise<ReadonlyMap<string, number>> =>
	findProductNumbers(ctx, [
		...new Set(
			items.flatMap((one) =>
				one.kind === 'article' || one.kind === 'page' || one.kind === 'revision'
					? skusIn(one.document)
					: one.kind === 'keepsake'
						? one.documents.flatMap(skusIn)
						: [],
			),
		),
	]);
