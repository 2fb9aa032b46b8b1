import type { RequestEvent } from '@sveltejs/kit';
import { productThing } from '#commerce/product.ts';
import { readProduct } from '#commerce/server/index.ts';
import { countLeaving } from '#insight/server/index.ts';
import { followerOf } from '#web/follower-of.ts';
import { threadId } from '#web/thread-place.ts';

/**
 * Where somebody buys a product, counted; its own page where it is sold nowhere any more. Counting never keeps anybody
 * waiting at a broken door. Throws Problem `product.not-found`.
 */
export async function goToShop(event: RequestEvent): Promise<string> {
	const { ctx } = event.locals;
	const product = await readProduct(ctx, { product: threadId(event.params['product'] ?? '') });
	if (!product.url || product.retired) return product.path;
	try {
		await countLeaving(ctx, { ...followerOf(event), thing: productThing(product.id) });
	} catch (error) {
		ctx.log.error('leaving for a shop not counted', { product: product.id, error });
	}
	// As it may stand in a header.
	return new URL(product.url).href;
}
