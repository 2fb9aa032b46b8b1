import type { ArticlePage } from '#content/article.ts';
import type { Brand } from '#site/brand.ts';

/**
 * What a search engine may show of an article: one graph with stable ids (schema.org). Only what the reader sees is said;
 * an article by the brand is an Article, never a forum posting (Google, structured data for forums).
 */
export function articleGraph(article: ArticlePage, brand: Brand, siteUrl: string): string {
	const url = siteUrl + article.path;
	const graph = {
		'@context': 'https://schema.org',
		'@graph': [
			{
				'@type': 'Article',
				'@id': `${url}#article`,
				headline: article.title,
				description: article.excerpt,
				inLanguage: article.locale,
				mainEntityOfPage: url,
				datePublished: article.published?.toISOString(),
				dateModified: article.changed.toISOString(),
				author: {
					'@type': 'Person',
					name: article.author.name,
					url: `${siteUrl}/members/${encodeURIComponent(article.author.handle)}`,
				},
				publisher: { '@id': `${siteUrl}/#brand` },
				commentCount: article.comments,
				...(article.cover ? { image: [siteUrl + article.cover.src] } : {}),
				...(article.access === 'members' ? { isAccessibleForFree: false } : {}),
			},
			{
				'@type': 'Organization',
				'@id': `${siteUrl}/#brand`,
				name: brand.name,
				url: `${siteUrl}/`,
				...(brand.facebookPage ? { sameAs: [brand.facebookPage] } : {}),
			},
			{
				'@type': 'BreadcrumbList',
				'@id': `${url}#path`,
				itemListElement: [
					{ '@type': 'ListItem', position: 1, name: brand.name, item: `${siteUrl}/` },
					{ '@type': 'ListItem', position: 2, name: article.title, item: url },
				],
			},
		],
	};
	// `<` cannot end the script element that carries it.
	return JSON.stringify(graph).replaceAll('<', '\\u003c');
}
