import type { Ctx } from '#platform/context/context.ts';
import { blocksIn, fillBlocks } from '#platform/document/fill-blocks.ts';
import type { Locale } from '#platform/language/locale.ts';
import { pollBlock, pollCard } from '#community/poll-block.ts';
import { findPolls } from '#community/server/index.ts';
import { productCard } from '#commerce/product-card.ts';
import { productBlock, type ShownProduct } from '#commerce/product.ts';
import { findProducts } from '#commerce/server/index.ts';

export interface FilledBody {
	html: string;
	/** Products that stand in it, in order. */
	products: ShownProduct[];
	/** Threads of the polls that stand in it: each reader has a ballot of their own there. */
	polls: number[];
}

/**
 * The HTML of a body with what other modules show in it, as it is now: the text was rendered when it was written, a price
 * is of today. The page being read then depends on what it shows.
 */
export async function fillBody(ctx: Ctx, html: string, locale: Locale): Promise<FilledBody> {
	const blocks = blocksIn(html);
	const named = (kind: string): number[] => [
		...new Set(blocks.flatMap((block) => (block.kind === kind ? block.id : []))),
	];
	const [ids, threads] = [named(productBlock), named(pollBlock)];
	const known = await findProducts(ctx, ids);
	const polls = await findPolls(ctx, threads);
	return {
		html: fillBlocks(html, ({ kind, id }) => {
			const product = kind === productBlock ? known.get(id) : undefined;
			if (product) return productCard(product, locale);
			const poll = kind === pollBlock ? polls.get(id) : undefined;
			return poll ? pollCard(poll, locale) : '';
		}),
		products: ids.flatMap((id) => known.get(id) ?? []),
		polls: [...polls.keys()],
	};
}
