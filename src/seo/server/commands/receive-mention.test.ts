import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sowMember } from '#community/server/sow.ts';
import {
	deleteArticle,
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
import {
	changeSettings,
	judgeMention,
	listMentions,
	readArticleFound,
	readMentions,
	receiveMention,
} from '#seo/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

/** A neighbour's site: pages that are there or not, and its own door for Webmentions. */
let pages: Record<string, string> = {};
let status = 200;
let told: string[] = [];
const neighbour = http.createServer((request, response) => {
	if (request.method === 'POST') {
		let text = '';
		request.on('data', (part: Buffer) => (text += part.toString()));
		return request.on('end', () => {
			told.push(text);
			response.writeHead(202).end();
		});
	}
	const page = pages[request.url ?? ''];
	response.writeHead(page === undefined ? 404 : status, { 'content-type': 'text/html' }).end(page ?? '');
	return response;
});

let place: TestSite;
let editor: Ctx;
let base: string;
let article: number;
let target: string;
const publish = async (markdown: string, more: object = {}) => {
	const { id, slug } = await writeArticle(editor, { title: '豆油', body: fromMarkdown(markdown, 'article'), ...more });
	await publishArticle(editor, { id });
	return { id, url: `${place.site.handle.url}/articles/${encodeURIComponent(slug)}` };
};
beforeAll(async () => {
	await new Promise<void>((resolve) => neighbour.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(neighbour.address() as AddressInfo).port}`;
	place = await testSite({ REACHABLE: '127.0.0.1' });
	place.site.handle.url = 'https://soy.tw';
	editor = place.as(await sowMember(place.system(), 'editor'));
	({ id: article, url: target } = await publish('一句話'));
	await place.runJobs();
});
beforeEach(async () => {
	[status, told, pages] = [
		200,
		[],
		{ '/post': `<title>我的一天</title><a href="${target}">豆油</a>`, '/other': '沒有連結' },
	];
	await changeSettings(editor, { feedContent: 'full', hub: '', indexNow: false, webmention: true });
});
afterAll(async () => {
	await place.close();
	neighbour.close();
});

const receive = (source: string, to = target) => receiveMention(place.as(), { source, target: to });
const shown = async () => (await readArticleFound(place.as(), { article })).mentions.map(({ title }) => title);
const listed = async () =>
	(await listMentions(editor, {})).items.map(({ source, state }) => [source.slice(base.length), state]);

describe('a Webmention that comes in', () => {
	it('is refused for what is not ours, not public, not another site, or when it is off', async () => {
		for (const to of ['https://other.tw/articles/x', 'https://soy.tw/', 'https://soy.tw/articles/nothing', 'nonsense'])
			await expect(receive(`${base}/post`, to), to).rejects.toThrow('mention.target');
		for (const source of ['ftp://x.example/', 'nonsense', `${target}x`])
			await expect(receive(source), source).rejects.toThrow('mention.source');
		await changeSettings(editor, { feedContent: 'full', hub: '', indexNow: false, webmention: false });
		await expect(receive(`${base}/post`)).rejects.toThrow('mention.off');
	});
	it('is taken for a page and for a series as for an article, and shown under each once staff agrees', async () => {
		const body = fromMarkdown('兩年沒問題。', 'article');
		const { id: page, slug } = await writePage(editor, { title: '運送', slug: 'shipping', body });
		const { id: series } = await keepSeries(editor, { title: '釀造', slug: 'brewing', description: '' });
		const [atPage, atSeries] = [`https://soy.tw/${slug}`, 'https://soy.tw/series/brewing'];
		for (const to of [atPage, atSeries])
			await expect(receive(`${base}/post`, to), to).rejects.toThrow('mention.target');
		await publishPage(editor, { id: page });
		await writeArticle(editor, { id: article, title: '豆油', body: fromMarkdown('一句話', 'article'), series });
		await expect(receive(`${base}/post`, 'https://soy.tw/series/%E0%A4%A')).rejects.toThrow('mention.target');
		pages['/both'] = `<title>都寫到</title><a href="${atPage}">運送</a> <a href="${atSeries}">系列</a>`;
		for (const to of [atPage, atSeries]) await receive(`${base}/both`, to);
		await place.runJobs();
		const waiting = (await listMentions(editor, {})).items.filter(({ state }) => state === 'waiting');
		expect(waiting.map((one) => one.place)).toEqual([
			{ title: '釀造', path: '/series/brewing' },
			{ title: '運送', path: '/shipping' },
		]);
		const about: string[] = [];
		const reader = { ...place.as(), about: (...things: string[]) => void about.push(...things) };
		const said = async () => [await readMentions(reader, { page }), await readMentions(reader, { series })];
		expect((await said()).map(({ mentions }) => mentions)).toEqual([[], []]);
		for (const { id } of waiting) await judgeMention(editor, { id, shown: true });
		expect((await said()).map(({ mentions }) => mentions.map(({ title }) => title))).toEqual([['都寫到'], ['都寫到']]);
		// The pages that show them hear of it.
		const facts = await place.site.sql<{ things: string[] }[]>`
			select things from platform.event where name = 'mention.judged' order by id desc limit 2`;
		expect(facts.flatMap(({ things }) => things)).toEqual(
			expect.arrayContaining(about.filter((one) => one !== 'site')),
		);
		expect(about).toEqual(expect.arrayContaining([`page:${page}`, `series:${series}`]));
		await writeArticle(editor, { id: article, title: '豆油', body: fromMarkdown('一句話', 'article'), series: null });
		await unpublishPage(editor, { id: page });
		await place.site.sql`delete from seo.mention`;
	});
	it('is not believed: what does not link is forgotten, what links waits for staff', async () => {
		for (const path of ['/other', '/nothing', '/post', '/post']) await receive(base + path);
		await place.runJobs();
		expect(await listed()).toEqual([['/post', 'waiting']]);
		expect(await shown()).toEqual([]);
		const [mention] = (await listMentions(editor, {})).items;
		const author = place.as(await sowMember(place.system(), 'author'));
		await expect(judgeMention(author, { id: mention?.id ?? 0, shown: true })).rejects.toThrow('permission.denied');
		await judgeMention(editor, { id: mention?.id ?? 0, shown: true });
		expect(await shown()).toEqual(['我的一天']);
	});
	it('is taken away when the link is gone, and stays on a bad day', async () => {
		status = 503;
		await receive(`${base}/post`);
		await expect(place.runJobs()).rejects.toThrow('503');
		expect(await shown()).toEqual(['我的一天']);
		status = 200;
		pages['/post'] = '沒有連結了';
		await receive(`${base}/post`);
		await place.runJobs();
		expect(await shown()).toEqual([]);
		expect(await listed()).toEqual([['/post', 'gone']]);
	});
	it('never makes us ask the inside of a network', async () => {
		await receive('http://169.254.169.254/latest/meta-data');
		await receive('http://[::1]:5432/');
		await place.runJobs();
		expect(await listed()).toEqual([['/post', 'gone']]);
	});
});

describe('Webmentions that go out', () => {
	it('tell every page that takes them, once for each version, and not of what is for members', async () => {
		pages = { '/takes': '<link rel="webmention" href="/hook">', '/silent': '' };
		const links = `看[這篇](${base}/takes#a)、[那篇](${base}/silent)、[自己](https://soy.tw/a)、[沒有的](${base}/nothing)`;
		const { id, url } = await publish(links, { title: '參考' });
		await place.runJobs();
		expect(told).toEqual([new URLSearchParams({ source: url, target: `${base}/takes` }).toString()]);
		await publishArticle(editor, { id });
		await place.runJobs();
		expect(told).toHaveLength(1);
		await publish(links, { access: 'members', title: '會員' });
		await place.runJobs();
		expect(told).toHaveLength(1);
		place.clock.advance(60_000);
		editor = { ...editor, now: place.clock.now() };
		await writeArticle(editor, { id, title: '參考', body: fromMarkdown(`${links}又改了`, 'article') });
		await place.runJobs();
		expect(told).toHaveLength(2);
	});

	/** A later moment: what is written then is another version. */
	const later = () => {
		place.clock.advance(60_000);
		editor = { ...editor, now: place.clock.now() };
	};
	const heard = () => told.splice(0).map((text) => new URLSearchParams(text).get('target')?.slice(base.length));

	it('tell whoever was linked to that the link is gone, once, and again when the whole is taken back or deleted', async () => {
		pages = {
			'/one': '<link rel="webmention" href="/hook">',
			'/two': '<link rel="webmention" href="/hook">',
			'/silent': '',
		};
		const [one, two, silent] = ['/one', '/two', '/silent'].map((path) => `[看](${base}${path})`);
		const { id } = await publish(`${one} ${two} ${silent}`, { title: '拿掉連結' });
		await place.runJobs();
		expect(heard()).toEqual(['/one', '/two']);
		later();
		await writeArticle(editor, { id, title: '拿掉連結', body: fromMarkdown(`${two}`, 'article') });
		await place.runJobs();
		expect(heard().sort()).toEqual(['/one', '/two']);
		later();
		await writeArticle(editor, { id, title: '拿掉連結', body: fromMarkdown(`${two}又改`, 'article') });
		await place.runJobs();
		expect(heard()).toEqual(['/two']);
		later();
		await unpublishArticle(editor, { id });
		await place.runJobs();
		expect(heard()).toEqual(['/two']);
		await place.runJobs();
		later();
		await publishArticle(editor, { id });
		await place.runJobs();
		expect(heard()).toEqual(['/two']);
		later();
		await deleteArticle(editor, { id });
		await place.runJobs();
		expect(heard()).toEqual(['/two']);
	});

	it('tell of pages, too', async () => {
		pages = { '/one': '<link rel="webmention" href="/hook">' };
		later();
		const { id } = await writePage(editor, {
			title: '夥伴',
			slug: 'friends',
			body: fromMarkdown(`[看](${base}/one)`, 'article'),
		});
		await place.runJobs();
		expect(heard()).toEqual([]);
		await publishPage(editor, { id });
		await place.runJobs();
		expect(told).toEqual([new URLSearchParams({ source: 'https://soy.tw/friends', target: `${base}/one` }).toString()]);
		expect(heard()).toEqual(['/one']);
		await unpublishPage(editor, { id });
		await place.runJobs();
		expect(heard()).toEqual(['/one']);
	});
});
