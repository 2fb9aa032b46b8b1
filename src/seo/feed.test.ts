import { parseXml } from '@rgrove/parse-xml';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { atomFeed } from '#seo/atom.ts';
import type { Feed, FeedItem } from '#seo/feed.ts';
import { jsonFeed } from '#seo/json-feed.ts';
import { rssFeed } from '#seo/rss.ts';

const item = (change: Partial<FeedItem> = {}): FeedItem => ({
	id: 'https://soy.example/#article-3',
	path: '/articles/%E5%85%A9%E5%B9%B4',
	title: '兩年 <b> & "三年" \u0007',
	summary: '從一口甕說起。',
	html: '<p>黑豆<a href="/articles/x?a=1&amp;b=2">看</a><img loading="lazy" src="/media/a.jpg" srcset="/media/a-400.webp 400w" alt="甕"></p>]]>',
	published: new Date('2026-11-01T02:00:00Z'),
	changed: new Date('2026-11-03T02:00:00Z'),
	authors: ['阿燕', '阿豐'],
	tags: ['釀造', 'R&D'],
	locale: 'zh-TW',
	picture: '/media/a.jpg',
	...change,
});

const feed = (change: Partial<Feed> = {}): Feed => ({
	siteUrl: 'https://soy.example',
	title: '山腳下醬油',
	description: '一年只做一次的事',
	locale: 'zh-TW',
	path: '/',
	base: '/feed',
	items: [item()],
	hub: 'https://hub.example/?a=1&b=2',
	logo: '/media/logo.webp',
	...change,
});
const html =
	'<p>黑豆<a href="https://soy.example/articles/x?a=1&amp;b=2">看</a><img src="https://soy.example/media/a.jpg" alt="甕"></p>]]>';

describe('a feed, read by a parser that is not ours', () => {
	it('is Atom', () => {
		parseXml(atomFeed(feed()));
		const read = parseAtomFeed(atomFeed(feed()));
		expect(read).toMatchObject({ title: { value: '山腳下醬油' }, updated: '2026-11-03T02:00:00.000Z' });
		expect(read.links).toContainEqual(expect.objectContaining({ rel: 'hub', href: 'https://hub.example/?a=1&b=2' }));
		expect(read.links).toContainEqual(expect.objectContaining({ rel: 'self', href: 'https://soy.example/feed.xml' }));
		expect(read.entries?.[0]).toMatchObject({
			title: { value: '兩年 <b> & "三年"' },
			authors: [{ name: '阿燕' }, { name: '阿豐' }],
		});
		expect(JSON.stringify(read.entries?.[0]?.content)).toContain(JSON.stringify(html).slice(1, -1));
	});
	it('is RSS 2.0', () => {
		parseXml(rssFeed(feed()));
		const read = parseRssFeed(rssFeed(feed()));
		expect(read).toMatchObject({ title: '山腳下醬油', language: 'zh-tw' });
		expect(read.items?.[0]).toMatchObject({
			guid: { value: 'https://soy.example/#article-3', isPermaLink: false },
			pubDate: 'Sun, 01 Nov 2026 02:00:00 GMT',
			content: { encoded: html },
			description: '從一口甕說起。',
		});
	});
	it('is JSON Feed 1.1', () => {
		const read = parseJsonFeed(jsonFeed(feed()));
		expect(read).toMatchObject({ feed_url: 'https://soy.example/feed.json', hubs: [{ type: 'WebSub' }] });
		expect(read.items?.[0]).toMatchObject({
			content_html: html,
			tags: ['釀造', 'R&D'],
			image: 'https://soy.example/media/a.jpg',
		});
	});
	it('never carries more than the summary of what is not for everybody', () => {
		const closed = feed({ items: [item({ html: null })] });
		for (const text of [atomFeed(closed), rssFeed(closed), jsonFeed(closed)]) {
			expect(text).toContain('從一口甕說起。');
			expect(text).not.toContain('黑豆');
		}
	});
	it('is whole without a thing to tell', () => {
		const none = feed({ items: [], hub: null, logo: null });
		for (const text of [atomFeed(none), rssFeed(none)]) parseXml(text);
		expect(parseAtomFeed(atomFeed(none)).entries ?? []).toEqual([]);
		expect(parseJsonFeed(jsonFeed(none)).items ?? []).toEqual([]);
	});
});
