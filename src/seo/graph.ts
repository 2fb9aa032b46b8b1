import type { Locale } from '#platform/language/locale.ts';
import { mediaPath } from '#media/picture.ts';
import type { Brand } from '#site/brand.ts';

/** One thing of the graph (schema.org), as JSON. */
export type GraphNode = { readonly [name: string]: unknown };

/** What every builder needs to know of the place. */
export interface Place {
	/** Without a slash at the end. */
	siteUrl: string;
	brand: Brand;
}

/** One step on the way to a page. */
export interface Step {
	name: string;
	path: string;
}

/** The stable names of things on every page of a site. */
export const siteId = (siteUrl: string): string => `${siteUrl}/#site`;
export const brandId = (siteUrl: string): string => `${siteUrl}/#brand`;
export const pageId = (url: string): string => `${url}#page`;

/** Who stands behind the site, and the site itself: the same on every page, under the same names. */
export function siteNodes({ siteUrl, brand }: Place): GraphNode[] {
	return [
		{
			'@type': 'WebSite',
			'@id': siteId(siteUrl),
			url: `${siteUrl}/`,
			name: brand.name,
			...(brand.tagline ? { description: brand.tagline } : {}),
			inLanguage: brand.locale,
			publisher: { '@id': brandId(siteUrl) },
		},
		{
			'@type': 'Organization',
			'@id': brandId(siteUrl),
			name: brand.name,
			url: `${siteUrl}/`,
			...(brand.logo
				? {
						logo: {
							'@type': 'ImageObject',
							url: siteUrl + mediaPath(brand.logo.file),
							width: brand.logo.width,
							height: brand.logo.height,
						},
					}
				: {}),
			...(brand.facebookPage ? { sameAs: [brand.facebookPage] } : {}),
		},
	];
}

/** The page as a part of the site. `type`: `CollectionPage` for lists, `ProfilePage` for people. */
export const pageNode = (
	{ siteUrl }: Place,
	page: { path: string; name: string; locale: Locale; type?: string; trail?: boolean },
	more: GraphNode = {},
): GraphNode => ({
	'@type': page.type ?? 'WebPage',
	'@id': pageId(siteUrl + page.path),
	url: siteUrl + page.path,
	name: page.name,
	inLanguage: page.locale,
	isPartOf: { '@id': siteId(siteUrl) },
	...(page.trail ? { breadcrumb: { '@id': `${siteUrl}${page.path}#path` } } : {}),
	...more,
});

/** The way from the first page to this one. The last step is the page itself and needs no address. */
export const trailNode = (
	{ siteUrl, brand }: Place,
	path: string,
	steps: readonly Step[],
	name: string,
): GraphNode => ({
	'@type': 'BreadcrumbList',
	'@id': `${siteUrl}${path}#path`,
	itemListElement: [{ name: brand.name, path: '/' }, ...steps, { name, path: '' }].map((step, index) => ({
		'@type': 'ListItem',
		position: index + 1,
		name: step.name,
		...(step.path ? { item: siteUrl + step.path } : {}),
	})),
});

/** A member as the author of something: the name alone, and where the profile is. */
export const personNode = (siteUrl: string, person: { name: string; handle: string }): GraphNode => ({
	'@type': 'Person',
	name: person.name,
	url: `${siteUrl}/members/${encodeURIComponent(person.handle)}`,
});

/** The page's one graph as the text of a script element: no `<` can end the element that carries it. */
export const printGraph = (nodes: readonly GraphNode[]): string =>
	JSON.stringify({ '@context': 'https://schema.org', '@graph': nodes }).replaceAll('<', '\\u003c');
