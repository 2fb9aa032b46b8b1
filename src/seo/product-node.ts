import { decimals } from '#commerce/ui/money.ts';
import type { ShownProduct } from '#commerce/product.ts';
import type { GraphNode, Place } from '#seo/graph.ts';

/**
 * The product that a page shows, for search engines: only when it shows one alone (Google: one product per page) whose price
 * stands there, because without an offer, reviews or a rating a product may not be told of. Stars stand on the product's own page alone, and are given there.
 */
export function soleProduct(products: readonly ShownProduct[], { siteUrl }: Place): GraphNode[] {
	const [product, ...others] = products;
	if (!product || others.length) return [];
	return productNode(product, siteUrl);
}

/** A product under the one name that it has on every page; nothing where neither a price nor stars stand. `gone`: it is not sold any more. */
export function productNode(
	{ id, path, name, price, currency, url, picture }: ShownProduct,
	siteUrl: string,
	more: { description?: string; gone?: boolean; reviews?: GraphNode } = {},
): GraphNode[] {
	const { reviews = {} } = more;
	if (!price && !Object.keys(reviews).length) return [];
	const places = decimals(currency);
	return [
		{
			'@type': 'Product',
			'@id': `${siteUrl}/#product-${id}`,
			name,
			url: siteUrl + path,
			...(more.description ? { description: more.description } : {}),
			...(picture ? { image: siteUrl + picture.src } : {}),
			...(price
				? {
						offers: {
							'@type': 'Offer',
							price: (price / 10 ** places).toFixed(places),
							priceCurrency: currency,
							...(more.gone ? { availability: 'https://schema.org/Discontinued' } : {}),
							...(url ? { url } : {}),
						},
					}
				: {}),
			...reviews,
		},
	];
}
