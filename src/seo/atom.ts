import { feedUpdated, wholeAddresses, type Feed, type FeedItem } from '#seo/feed.ts';
import { xmlText } from '#seo/xml.ts';

/** A feed as Atom (RFC 4287). */
export function atomFeed(feed: Feed): string {
	const { siteUrl } = feed;
	const url = (path: string): string => xmlText(siteUrl + path);
	return (
		`<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.locale}">` +
		`<title>${xmlText(feed.title)}</title>${feed.description ? `<subtitle>${xmlText(feed.description)}</subtitle>` : ''}` +
		`<link href="${url(feed.path)}"/><link rel="self" type="application/atom+xml" href="${url(`${feed.base}.xml`)}"/>` +
		(feed.hub ? `<link rel="hub" href="${xmlText(feed.hub)}"/>` : '') +
		(feed.logo ? `<logo>${url(feed.logo)}</logo>` : '') +
		`<id>${url(feed.path)}</id><updated>${feedUpdated(feed).toISOString()}</updated>\n` +
		`${feed.items.map((item) => entry(item, siteUrl)).join('\n')}\n</feed>\n`
	);
}

const entry = (item: FeedItem, siteUrl: string): string =>
	`<entry xml:lang="${item.locale}"><title>${xmlText(item.title)}</title><link href="${xmlText(siteUrl + item.path)}"/>` +
	`<id>${xmlText(item.id)}</id><published>${item.published.toISOString()}</published><updated>${item.changed.toISOString()}</updated>` +
	item.authors.map((name) => `<author><name>${xmlText(name)}</name></author>`).join('') +
	item.tags.map((tag) => `<category term="${xmlText(tag)}"/>`).join('') +
	`<summary>${xmlText(item.summary)}</summary>` +
	(item.html === null ? '' : `<content type="html">${xmlText(wholeAddresses(item.html, siteUrl))}</content>`) +
	'</entry>';
