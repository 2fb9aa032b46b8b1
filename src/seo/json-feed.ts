import { wholeAddresses, type Feed } from '#seo/feed.ts';

/** A feed as JSON Feed 1.1. */
export const jsonFeed = (feed: Feed): string =>
	JSON.stringify({
		version: 'https://jsonfeed.org/version/1.1',
		title: feed.title,
		...(feed.description ? { description: feed.description } : {}),
		home_page_url: feed.siteUrl + feed.path,
		feed_url: `${feed.siteUrl}${feed.base}.json`,
		language: feed.locale,
		...(feed.logo ? { icon: feed.siteUrl + feed.logo } : {}),
		...(feed.hub ? { hubs: [{ type: 'WebSub', url: feed.hub }] } : {}),
		items: feed.items.map((item) => ({
			id: item.id,
			url: feed.siteUrl + item.path,
			title: item.title,
			summary: item.summary,
			...(item.html === null
				? { content_text: item.summary }
				: { content_html: wholeAddresses(item.html, feed.siteUrl) }),
			date_published: item.published.toISOString(),
			date_modified: item.changed.toISOString(),
			authors: item.authors.map((name) => ({ name })),
			...(item.tags.length ? { tags: item.tags } : {}),
			...(item.picture ? { image: feed.siteUrl + item.picture } : {}),
			language: item.locale,
		})),
	});
