import type { RequestEvent } from '@sveltejs/kit';
import { Problem } from '#platform/problem.ts';
import { mediaPath } from '#media/picture.ts';
import { atomFeed } from '#seo/atom.ts';
import { feedTypes, feedUpdated, isFeedFormat, type Feed, type FeedItem } from '#seo/feed.ts';
import { jsonFeed } from '#seo/json-feed.ts';
import { rssFeed } from '#seo/rss.ts';

const print = { xml: atomFeed, rss: rssFeed, json: jsonFeed };

/** What a feed's address wants to tell. */
export interface FeedPage {
	/** The page that it belongs to, and its title; the brand's own when empty. */
	path: string;
	title: string;
	description?: string;
	/** Address of the feed without its ending. */
	base: string;
	found: { items: readonly FeedItem[]; hub: string | null };
}

/** A feed in the format that its address ends in. Throws Problem `status.404` for any other ending. */
export function answerFeed({ locals, params }: RequestEvent, page: FeedPage): Response {
	const format = params['format'];
	if (!isFeedFormat(format)) throw new Problem('status.404', 404);
	const { brand, ctx } = locals;
	const feed: Feed = {
		siteUrl: ctx.site.url,
		title: [page.title, brand.name].filter(Boolean).join(' · '),
		description: page.description ?? brand.tagline,
		locale: brand.locale,
		path: page.path,
		base: page.base,
		...page.found,
		logo: brand.logo ? mediaPath(brand.logo.file) : null,
	};
	const links = [
		`<${feed.siteUrl}${feed.base}.${format}>; rel="self"`,
		...(feed.hub ? [`<${feed.hub}>; rel="hub"`] : []),
	];
	return new Response(print[format](feed), {
		headers: {
			'content-type': `${feedTypes[format]}; charset=utf-8`,
			'last-modified': feedUpdated(feed).toUTCString(),
			link: links.join(', '),
		},
	});
}
