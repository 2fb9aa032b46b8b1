import type { Ctx } from '#platform/context/context.ts';
import { blocksIn, fillBlocks } from '#platform/document/fill-blocks.ts';
import type { Locale } from '#platform/language/locale.ts';
import { productCard } from '#commerce/product-card.ts';
import { productBlock, type ShownProduct } from '#commerce/product.ts';
import { findProducts } from '#commerce/server/index.ts';

/**
 * The HTML of a body with what other modules show in it, as it is now: the text was rendered when it was written, a price
 * is of today. The page being read then depends on what it shows. `products`: those that stand in it, in order.
 */
export async function fillBody(
	ctx: Ctx,
	html: string,
	locale: Locale,
): Promise<{ html: string; products: ShownProduct[] }> {
	const ids = [...new Set(blocksIn(html).flatMap(({ kind, id }) => (kind === productBlock ? id : [])))];
	const known = await findProducts(ctx, ids);
	return {
		html: fillBlocks(html, ({ kind, id }) => {
			const product = kind === productBlock ? known.get(id) : undefined;
			return product ? productCard(product, locale) : '';
		}),
		products: ids.flatMap((id) => known.get(id) ?? []),
	};
}
