import { feedUpdated, wholeAddresses, type Feed, type FeedItem } from '#seo/feed.ts';
import { xmlText } from '#seo/xml.ts';

/** A feed as RSS 2.0, with the modules that readers know (content, Dublin Core, Atom links). */
export function rssFeed(feed: Feed): string {
	const { siteUrl } = feed;
	const url = (path: string): string => xmlText(siteUrl + path);
	return (
		'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"' +
		' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>' +
		`<title>${xmlText(feed.title)}</title><link>${url(feed.path)}</link><description>${xmlText(feed.description || feed.title)}</description>` +
		`<language>${feed.locale.toLowerCase()}</language><lastBuildDate>${feedUpdated(feed).toUTCString()}</lastBuildDate>` +
		`<atom:link rel="self" type="application/rss+xml" href="${url(`${feed.base}.rss`)}"/>` +
		(feed.hub ? `<atom:link rel="hub" href="${xmlText(feed.hub)}"/>` : '') +
		(feed.logo
			? `<image><url>${url(feed.logo)}</url><title>${xmlText(feed.title)}</title><link>${url(feed.path)}</link></image>`
			: '') +
		`\n${feed.items.map((item) => entry(item, siteUrl)).join('\n')}\n</channel></rss>\n`
	);
}

const entry = (item: FeedItem, siteUrl: string): string =>
	`<item><title>${xmlText(item.title)}</title><link>${xmlText(siteUrl + item.path)}</link>` +
	`<guid isPermaLink="false">${xmlText(item.id)}</guid><pubDate>${item.published.toUTCString()}</pubDate>` +
	item.authors.map((name) => `<dc:creator>${xmlText(name)}</dc:creator>`).join('') +
	item.tags.map((tag) => `<category>${xmlText(tag)}</category>`).join('') +
	`<description>${xmlText(item.summary)}</description>` +
	(item.html === null ? '' : `<content:encoded>${xmlText(wholeAddresses(item.html, siteUrl))}</content:encoded>`) +
	'</item>';
