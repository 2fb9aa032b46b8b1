import type { ArticleCard } from '#content/article.ts';
import { xmlText } from '#seo/xml.ts';
import type { Brand } from '#site/brand.ts';

/** The newest articles as an Atom feed (RFC 4287). */
export function atomFeed(brand: Brand, siteUrl: string, articles: readonly ArticleCard[]): string {
	const updated = articles[0]?.published ?? new Date(0);
	const entries = articles.map(
		(article) =>
			`<entry><title>${xmlText(article.title)}</title><link href="${xmlText(siteUrl + article.path)}"/><id>${xmlText(siteUrl)}/#article-${article.id}</id>` +
			`<published>${article.published?.toISOString()}</published><updated>${article.published?.toISOString()}</updated>` +
			`<author><name>${xmlText(article.author.name)}</name></author><summary>${xmlText(article.excerpt)}</summary></entry>`,
	);
	return (
		`<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${brand.locale}"><title>${xmlText(brand.name)}</title>` +
		`<subtitle>${xmlText(brand.tagline)}</subtitle><link href="${xmlText(siteUrl)}/"/><link rel="self" href="${xmlText(siteUrl)}/feed.xml"/>` +
		`<id>${xmlText(siteUrl)}/</id><updated>${updated.toISOString()}</updated>${entries.join('')}</feed>\n`
	);
}
