import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { sowMember } from '#community/server/sow.ts';
import {
	deletePage,
	deleteSeries,
	keepSeries,
	publishArticle,
	publishPage,
	unpublishArticle,
	unpublishPage,
	writeArticle,
	writePage,
} from '#content/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { isPublicAddress } from '#seo/public-address.ts';
import { changeOverride, changeSettings, readIndexNowKey } from '#seo/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

/** IndexNow's service and a WebSub hub: strict about what they are sent, on a port of their own. */
let told: { path: string; body: unknown }[] = [];
let trouble = 0;
const service = http.createServer((request, response) => {
	let text = '';
	request.on('data', (part: Buffer) => (text += part.toString()));
	request.on('end', () => {
		if (trouble) return response.writeHead(trouble).end();
		if (request.url === '/indexnow') {
			const body = JSON.parse(text) as { host: string; key: string; keyLocation: string; urlList: string[] };
			const own = (url: string) => new URL(url).host === body.host;
			if (!/^[a-zA-Z0-9-]{8,128}$/.test(body.key)) return response.writeHead(400).end();
			if (body.keyLocation !== `https://${body.host}/${body.key}.txt` || !body.urlList.every(own))
				return response.writeHead(422).end();
			told.push({ path: '/indexnow', body });
			return response.writeHead(202).end();
		}
		const form = new URLSearchParams(text);
		if (form.get('hub.mode') !== 'publish' || !form.getAll('hub.url').length) return response.writeHead(400).end();
		told.push({ path: request.url ?? '', body: form.getAll('hub.url') });
		response.writeHead(204).end();
	});
});

let place: TestSite;
let editor: Ctx;
let base: string;
beforeAll(async () => {
	await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
	place = await testSite({ PUBLIC_URL: 'https://soy.tw', INDEXNOW_URL: base, REACHABLE: '127.0.0.1' });
	place.site.handle.url = 'https://soy.tw';
	editor = place.as(await sowMember(place.system(), 'editor'));
	// The hub's address is written as it is: a form takes none without https.
	await place.site.sql`update seo.setting set hub = ${`${base}/hub`}`;
});
beforeEach(() => {
	told = [];
	trouble = 0;
});
afterAll(async () => {
	await place.close();
	service.close();
});

const draft = async (title: string) => writeArticle(editor, { title, body: fromMarkdown('一句話', 'article') });
const switchOn = (indexNow: boolean) =>
	place.site.sql`update seo.setting set index_now = ${indexNow ? new Date() : null}`;

it('knows which sites strangers can reach', () => {
	for (const url of ['https://soy.tw', 'https://www.soy.com.tw:8443']) expect(isPublicAddress(url), url).toBe(true);
	for (const url of [
		'http://soy.tw',
		'https://localhost',
		'https://127.0.0.1',
		'https://[::1]',
		'https://shop.local',
		'https://intranet',
	])
		expect(isPublicAddress(url), url).toBe(false);
});

it('tells the hub of what readers can see, and IndexNow only once it is on', async () => {
	const { id, slug } = await draft('豆油');
	await place.runJobs();
	expect(told).toEqual([]);
	await publishArticle(editor, { id });
	await place.runJobs();
	expect(told).toEqual([
		{ path: '/hub', body: ['xml', 'rss', 'json'].map((format) => `https://soy.tw/feed.${format}`) },
	]);
	expect(await readIndexNowKey(place.as(), {})).toBeNull();
	await switchOn(true);
	told = [];
	await unpublishArticle(editor, { id });
	await place.runJobs();
	const key = await readIndexNowKey(place.as(), {});
	expect(told.map(({ body }) => body)).toContainEqual({
		host: 'soy.tw',
		key,
		keyLocation: `https://soy.tw/${key}.txt`,
		urlList: [`https://soy.tw/articles/${encodeURIComponent(slug)}`],
	});
});

it('tells search engines of pages and series as of articles, and the hub of the feeds of tags', async () => {
	await switchOn(true);
	const urls = () =>
		told.splice(0).flatMap(({ path, body }) => (path === '/indexnow' ? (body as { urlList: string[] }).urlList : []));
	const { id: page } = await writePage(editor, {
		title: '關於',
		slug: 'about',
		body: fromMarkdown('三代人', 'article'),
	});
	const series = await keepSeries(editor, { title: '缸邊', slug: 'vat' });
	await place.runJobs();
	expect(told).toEqual([]);
	await publishPage(editor, { id: page });
	await place.runJobs();
	expect(urls()).toEqual(['https://soy.tw/about']);
	const body = fromMarkdown('一句話', 'article');
	const { id } = await writeArticle(editor, { title: '一', slug: 'one', body, series: series.id, tags: ['釀造'] });
	await publishArticle(editor, { id });
	await place.runJobs();
	expect(told.find(({ path }) => path === '/hub')?.body).toContain(
		`https://soy.tw/tags/${encodeURIComponent('釀造')}/feed.xml`,
	);
	expect(urls()).toEqual(['https://soy.tw/articles/one', 'https://soy.tw/series/vat']);
	await keepSeries(editor, { id: series.id, title: '缸邊的人' });
	await place.runJobs();
	expect(urls()).toEqual(['https://soy.tw/series/vat']);
	await deleteSeries(editor, { id: series.id });
	await unpublishPage(editor, { id: page });
	await place.runJobs();
	expect(urls().sort()).toEqual(['https://soy.tw/about', 'https://soy.tw/series/vat']);
	await deletePage(editor, { id: page });
	await place.runJobs();
	expect(urls()).toEqual(['https://soy.tw/about']);
	await switchOn(false);
});

it('tells nobody of an article that nobody shall list', async () => {
	const { id } = await draft('只給拿到連結的人');
	await changeOverride(editor, { article: id, indexed: false });
	await publishArticle(editor, { id });
	await place.runJobs();
	expect(told).toEqual([]);
});

it('tries again after a bad day, and lets a refusal be', async () => {
	const { id } = await draft('再試一次');
	await publishArticle(editor, { id });
	trouble = 503;
	await expect(place.runJobs()).rejects.toThrow('503');
	await place.runJobs().catch(() => undefined);
	trouble = 403;
	const { id: other } = await draft('被拒絕');
	await publishArticle(editor, { id: other });
	await place.runJobs();
});

it('takes its settings from editors', async () => {
	await changeSettings(editor, { feedContent: 'full', hub: '', indexNow: true, webmention: true });
	expect(await readIndexNowKey(place.as(), {})).toMatch(/^[0-9a-f]{32}$/);
	await changeSettings(editor, { feedContent: 'full', hub: '', indexNow: false, webmention: false });
	expect(await readIndexNowKey(place.as(), {})).toBeNull();
});
