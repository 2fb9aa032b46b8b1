import type { Locale } from '#platform/language/locale.ts';
import { pageNode, trailNode, type Place, type Step } from '#seo/graph.ts';
import type { Head } from '#seo/head.ts';

/** The head of a page that is neither an article nor a thread nor a person: lists, the home page, static pages. */
export function pageHead(
	place: Place,
	page: Omit<Head, 'nodes' | 'locale'> & {
		locale: Locale;
		/** A list of other pages. */
		list?: boolean;
		/** Steps between the first page and this one; null: no trail (the first page itself). */
		trail?: readonly Step[] | null;
	},
): Head {
	const { list = false, trail = [], ...head } = page;
	const name = head.title || place.brand.name;
	return {
		...head,
		nodes: [
			pageNode(place, {
				path: head.path,
				name,
				locale: head.locale,
				type: list ? 'CollectionPage' : 'WebPage',
				trail: trail !== null,
			}),
			...(trail ? [trailNode(place, head.path, trail, name)] : []),
		],
	};
}
