import { decimals } from '#commerce/ui/money.ts';
import type { ShownProduct } from '#commerce/product.ts';
import type { GraphNode, Place } from '#seo/graph.ts';

/**
 * The product that a page shows, for search engines: only when it shows one alone (Google: one product per page) whose price
 * stands there, because without an offer, reviews or a rating a product may not be told of. Stars are never given.
 */
export function soleProduct(products: readonly ShownProduct[], { siteUrl }: Place): GraphNode[] {
	const [product, ...others] = products;
	if (!product?.price || others.length) return [];
	const { id, name, price, currency, url, picture } = product;
	const places = decimals(currency);
	return [
		{
			'@type': 'Product',
			'@id': `${siteUrl}/#product-${id}`,
			name,
			...(picture ? { image: siteUrl + picture.src } : {}),
			offers: {
				'@type': 'Offer',
				price: (price / 10 ** places).toFixed(places),
				priceCurrency: currency,
				...(url ? { url } : {}),
			},
		},
	];
}
