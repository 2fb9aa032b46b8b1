import { redirect, type RequestEvent } from '@sveltejs/kit';
import { productThing } from '#commerce/product.ts';
import { readProduct } from '#commerce/server/index.ts';
import { readThread } from '#community/server/index.ts';
import { findOpenAddress } from '#federation/server/index.ts';
import { photoOf } from '#web/as-home.ts';
import { commentActions } from '#web/comment-actions.ts';
import { sharedPage } from '#web/shared-page.ts';
import { threadId, threadPlace } from '#web/thread-place.ts';

export const csr = false;
export const actions = commentActions;

export async function load(event: RequestEvent) {
	const id = threadId(event.params['product'] ?? '');
	const product = await readProduct(sharedPage(event, { reads: productThing(id) }), { product: id });
	// A product has one address, whatever it was called before.
	if (product.path !== event.url.pathname && event.request.method === 'GET')
		redirect(301, product.path + event.url.search);
	const { thread: talk } = product;
	const ctx = sharedPage(event, talk ? { thread: talk } : {});
	const thread = talk ? await readThread(ctx, { thread: talk, ...threadPlace(event.url) }) : null;
	const openAddress = await findOpenAddress(ctx, { thing: productThing(id) });
	return { product, thread, openAddress, picture: photoOf(product.picture) };
}
