import type { ArticlePage } from '#content/article.ts';
import { brandId, pageId, pageNode, personNode, trailNode, type GraphNode, type Place, type Step } from '#seo/graph.ts';
import { soleProduct } from '#seo/product-node.ts';
import type { Head, SharePicture } from '#seo/head.ts';
import { sharePicture } from '#seo/share-picture.ts';

/** What may be said of an article beside what its page shows. */
export interface ArticleExtras {
	/** Made for share cards; the cover by default. */
	picture?: SharePicture | null;
	/** True when other sites may tell us that they link to it. */
	webmention?: boolean;
	/** The staff's own words for search engines, instead of title and excerpt. */
	override?: { title: string | null; description: string | null; indexed: boolean } | null;
}

/** Where the part of a members-only article begins that a visitor does not see (Google, subscription content). */
export const membersPart = '.members-part';

/**
 * The head of an article's page. An article by the brand is an Article, never a forum posting, however much is said
 * below it (Google, structured data for forums). Only what the reader sees is claimed.
 */
export function articleHead(
	article: ArticlePage,
	place: Place,
	trail: readonly Step[],
	extras: ArticleExtras = {},
): Head {
	const { override } = extras;
	const title = override?.title || article.title;
	const picture = extras.picture ?? sharePicture(article.cover);
	return {
		title,
		description: override?.description || article.excerpt,
		path: article.path,
		kind: 'article',
		locale: article.locale,
		picture,
		indexed: override?.indexed ?? true,
		translations: article.translations,
		mentions: extras.webmention ?? false,
		published: article.published,
		changed: article.changed,
		nodes: [
			articleNode(article, place, picture),
			pageNode(place, { path: article.path, name: title, locale: article.locale, trail: true }),
			trailNode(place, article.path, trail, article.title),
			...soleProduct(article.products, place),
		],
	};
}

function articleNode(article: ArticlePage, { siteUrl }: Place, picture: SharePicture | null): GraphNode {
	const url = siteUrl + article.path;
	const pictures = [...new Set([picture?.src, article.cover?.src].filter((src) => src !== undefined))];
	return {
		'@type': 'Article',
		'@id': `${url}#article`,
		headline: article.title,
		...(article.excerpt ? { description: article.excerpt } : {}),
		inLanguage: article.locale,
		mainEntityOfPage: { '@id': pageId(url) },
		...(article.published ? { datePublished: article.published.toISOString() } : {}),
		dateModified: article.changed.toISOString(),
		author: article.authors.map((author) => personNode(siteUrl, author)),
		publisher: { '@id': brandId(siteUrl) },
		commentCount: article.comments,
		...(article.tags.length ? { keywords: article.tags } : {}),
		...(pictures.length ? { image: pictures.map((src) => siteUrl + src) } : {}),
		isAccessibleForFree: article.access !== 'members',
		...(article.access === 'members'
			? { hasPart: { '@type': 'WebPageElement', isAccessibleForFree: false, cssSelector: membersPart } }
			: {}),
	};
}
