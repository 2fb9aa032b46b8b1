import type { ThreadPage } from '#community/thread.ts';
import type { ProductPage } from '#commerce/product.ts';
import { pageNode, trailNode, type Place, type Step } from '#seo/graph.ts';
import type { Head } from '#seo/head.ts';
import { productNode } from '#seo/product-node.ts';
import { reviewNodes } from '#seo/review-nodes.ts';
import { sharePicture } from '#seo/share-picture.ts';

/** Characters that a description shows. */
const descriptionLength = 160;

/** The head of a product's page. What is not sold any more may be read and is not listed. `talk`: what people make of it, as the page shows it. */
export function productHead(product: ProductPage, place: Place, trail: readonly Step[], talk: ThreadPage | null): Head {
	const { path, name, description, picture, retired } = product;
	const { locale } = place.brand;
	const nodes = productNode(product, place.siteUrl, {
		description,
		gone: retired !== null,
		...(talk ? { reviews: reviewNodes(talk, place) } : {}),
	});
	const [node] = nodes;
	return {
		title: name,
		description: [...description.replace(/\s+/g, ' ')].slice(0, descriptionLength).join(''),
		path,
		locale,
		picture: sharePicture(picture),
		indexed: retired === null,
		nodes: [
			pageNode(place, { path, name, locale, trail: true }, node ? { mainEntity: { '@id': node['@id'] } } : {}),
			trailNode(place, path, trail, name),
			...nodes,
		],
	};
}
