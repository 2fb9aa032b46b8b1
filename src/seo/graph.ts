import type { Locale } from '#platform/language/locale.ts';
import { mediaPath } from '#media/picture.ts';
import { profilePath } from '#membership/member.ts';
import type { Brand } from '#site/brand.ts';
import type { ContactText } from '#site/contact.ts';

/** One thing of the graph (schema.org), as JSON. */
export type GraphNode = { readonly [name: string]: unknown };

/** What every builder needs to know of the place. */
export interface Place {
	/** Without a slash at the end. */
	siteUrl: string;
	brand: Brand;
	/** How to reach the house, as the foot of every page tells it. */
	contact?: ContactText | undefined;
}

/** One step on the way to a page. */
export interface Step {
	name: string;
	path: string;
}

/** The stable names of things on every page of a site. */
export const siteId = (siteUrl: string): string => `${siteUrl}/#site`;
export const brandId = (siteUrl: string): string => `${siteUrl}/#brand`;
/** A member, on their own page as wherever they are the author of something. */
export const personId = (siteUrl: string, handle: string): string => `${siteUrl}${profilePath(handle)}#person`;
export const pageId = (url: string): string => `${url}#page`;

/** Who stands behind the site, and the site itself: the same on every page, under the same names. */
export function siteNodes({ siteUrl, brand, contact }: Place): GraphNode[] {
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
			...(contact ? reached(contact) : {}),
		},
	];
}

/** What the house told of itself, and nothing that it did not. A unified business number (統一編號) is Taiwan's. */
const reached = ({ company, taxId, address, phone, email }: ContactText): GraphNode => ({
	...(company ? { legalName: company } : {}),
	...(taxId ? { taxID: taxId } : {}),
	...(address
		? { address: { '@type': 'PostalAddress', streetAddress: address, ...(taxId ? { addressCountry: 'TW' } : {}) } }
		: {}),
	...(phone ? { telephone: phone } : {}),
	...(email ? { email } : {}),
});

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
	'@id': personId(siteUrl, person.handle),
	name: person.name,
	url: siteUrl + profilePath(person.handle),
});

/** How many did something with what a node tells of, for each deed that somebody did. */
export function interactionsOf(deeds: Readonly<Record<string, number>>): GraphNode {
	const counted = Object.entries(deeds).filter(([, count]) => count > 0);
	if (!counted.length) return {};
	return {
		interactionStatistic: counted.map(([deed, count]) => ({
			'@type': 'InteractionCounter',
			interactionType: `https://schema.org/${deed}`,
			userInteractionCount: count,
		})),
	};
}

/** The page's one graph as the text of a script element: no `<` can end the element that carries it. */
export const printGraph = (nodes: readonly GraphNode[]): string =>
	JSON.stringify({ '@context': 'https://schema.org', '@graph': nodes }).replaceAll('<', '\\u003c');
