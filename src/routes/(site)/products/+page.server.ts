import type { RequestEvent } from '@sveltejs/kit';
import { listShownProducts } from '#commerce/server/index.ts';
import { canonicalPath } from '#seo/head.ts';
import { goodsOf } from '#web/as-home.ts';
import { sharedPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const { url, locals } = event;
	const after = url.searchParams.get('after') ?? undefined;
	const { items, next } = await listShownProducts(sharedPage(event), { after });
	return {
		products: goodsOf(items, locals.locale),
		next,
		first: !after,
		path: canonicalPath('/products', url.searchParams, 'after'),
	};
}
