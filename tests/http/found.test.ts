import { parseXml } from '@rgrove/parse-xml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setUp } from '../set-up.ts';
import { startProduct, type Product } from '../start-product.ts';
import { visitor, type Visitor } from '../visitor.ts';

let product: Product;
let owner: Visitor;
let reader: Visitor;
beforeAll(async () => {
	product = await startProduct({ until: /setup\?token=/ });
	owner = await setUp(product);
	reader = visitor(product.url);
	for (const [title, access] of [
		['給大家的故事', 'public'],
		['給會員的故事', 'members'],
	] as const) {
		const fields = {
			title,
			access,
			body_markdown: `開頭。\n\n${'黑豆與鹽。'.repeat(80)}\n\n壓箱底的話。`,
			tags: '釀造',
		};
		await owner.post('/console/content/new?/publish', fields);
	}
});
afterAll(() => product?.end());

const text = async (path: string, headers: Record<string, string> = {}) => (await reader.get(path, headers)).text();
const graphOf = (html: string) =>
	JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? '{}') as {
		'@graph': Record<string, unknown>[];
	};

describe('a head', () => {
	it('has one title, one canonical address without tracking, one graph', async () => {
		for (const path of [
			'/',
			'/articles',
			'/community',
			'/tags/%E9%87%80%E9%80%A0',
			`/articles/${encodeURIComponent('給大家的故事')}`,
		]) {
			const html = await text(`${path}?utm_source=facebook&fbclid=x`);
			for (const once of [/<title>/g, /rel="canonical"/g, /name="robots"/g, /application\/ld\+json/g])
				expect(html.match(once), `${path} ${once}`).toHaveLength(1);
			expect(html).toContain(`<link rel="canonical" href="${product.url}${path}"`);
			expect(graphOf(html)['@graph'].map((node) => node['@type'])).toEqual(
				expect.arrayContaining(['WebSite', 'Organization']),
			);
		}
	});
});

describe('feeds', () => {
	it('are fresh at once, cost nothing when known, and keep what is for members', async () => {
		const first = await reader.get('/feed.xml');
		expect(first.headers.get('content-type')).toContain('application/atom+xml');
		const feed = await first.text();
		parseXml(feed);
		expect(feed).toContain('給會員的故事');
		expect(feed.match(/壓箱底的話/g)).toHaveLength(1);
		const again = await reader.get('/feed.xml', { 'if-none-match': first.headers.get('etag') ?? '' });
		expect(again.status).toBe(304);
		await owner.post('/console/content/new?/publish', { title: '剛剛寫好', body_markdown: '一句話' });
		const changed = await reader.get('/feed.xml', { 'if-none-match': first.headers.get('etag') ?? '' });
		expect(changed.status).toBe(200);
		expect(await changed.text()).toContain('剛剛寫好');
		for (const path of ['/feed.rss', '/feed.json', '/tags/%E9%87%80%E9%80%A0/feed.xml'])
			expect((await reader.get(path)).status, path).toBe(200);
		expect((await reader.get('/feed.pdf')).status).toBe(404);
	});
});

describe('sitemaps', () => {
	it('are named in robots.txt and by the index, and every address in them answers', async () => {
		expect(await text('/robots.txt')).toContain(`Sitemap: ${product.url}/sitemap.xml`);
		const places = async (path: string) => {
			const xml = await text(path);
			parseXml(xml);
			return [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map((found) => (found[1] as string).slice(product.url.length));
		};
		const pages = (await Promise.all((await places('/sitemap.xml')).map(places))).flat();
		expect(pages.length).toBeGreaterThan(6);
		for (const page of pages) expect((await reader.get(page)).status, page).toBe(200);
	});

	it('cost nothing while nothing happens, and are new when something does', async () => {
		for (const path of ['/sitemap.xml', '/sitemap-articles-1.xml', '/sitemap-pages-1.xml']) {
			// The jobs of what was just published may still be at work: the second look at a quiet moment costs nothing.
			let status = 0;
			for (let tries = 0; status !== 304 && tries < 100; tries++) {
				const known = (await reader.get(path)).headers.get('etag') ?? '';
				({ status } = await reader.get(path, { 'if-none-match': known }));
			}
			expect(status, path).toBe(304);
		}
		const first = await reader.get('/sitemap-articles-1.xml');
		await owner.post('/console/content/new?/publish', { title: '又一篇', body_markdown: '一句話' });
		const again = await reader.get('/sitemap-articles-1.xml', { 'if-none-match': first.headers.get('etag') ?? '' });
		expect(again.status).toBe(200);
		expect(await again.text()).toContain(encodeURIComponent('又一篇'));
		expect((await reader.get('/sitemap-news-1.xml')).headers.get('etag')).toBeNull();
	});
});

describe('redirects', () => {
	const go = async (path: string) => {
		const response = await reader.get(path);
		return [response.status, response.headers.get('location')];
	};
	it('are brought in from a file after a look, and lead on with what tells where a reader came from', async () => {
		const fields = { text: '/2019/05/story/,/articles\n/?p=12,/community\n/gone,,410\n/console,/x\n/a,/b\n/b,/a' };
		const looked = await (await owner.post('/console/seo/redirects/import?/check', fields)).text();
		expect(looked).toContain('新增 3 個');
		expect(looked).toContain('退回 3 行');
		expect(await go('/2019/05/story')).toEqual([404, null]);
		expect(await go('/?p=12')).toEqual([200, null]);
		await owner.post('/console/seo/redirects/import?/run', fields);
		expect(await go('/2019/05/story/?utm_source=fb&x=1')).toEqual([301, '/articles?utm_source=fb']);
		expect(await go('/?p=12')).toEqual([301, '/community']);
		expect(await go('/?p=13')).toEqual([200, null]);
		expect(await go('/gone')).toEqual([410, null]);
		expect(await go('/a')).toEqual([404, null]);
		expect(await go('/articles')).toEqual([200, null]);
	});
	it('are refused in words', async () => {
		const html = await (
			await owner.post('/console/seo/redirects?/add', { from: '/x', to: '//evil.example', status: '301' })
		).text();
		expect(html).toContain('新網址要以 / 開頭');
	});
});

describe('a page of search results', () => {
	it('is for readers, not for search engines', async () => {
		const html = await text('/search?q=%E9%BB%91%E8%B1%86&utm_source=x');
		expect(html).toContain('<meta name="robots" content="noindex, follow"');
		expect(html).toContain(`<link rel="canonical" href="${product.url}/search?q=%E9%BB%91%E8%B1%86"`);
	});
});

describe('llms.txt', () => {
	it('names what everybody may read, and of what is for members no more than that it is there', async () => {
		const answer = await reader.get('/llms.txt');
		expect(answer.headers.get('content-type')).toContain('text/plain');
		const lines = await answer.text();
		expect(lines).toMatch(/^# 山腳下醬油\n/);
		expect(lines).toContain(`[給大家的故事](${product.url}/articles/`);
		expect(lines).toMatch(/\[給會員的故事\][^\n]*會員/);
		expect(lines).not.toContain('壓箱底的話');
		const { id } =
			/pages\/(?<id>\d+)/.exec(
				(
					await owner.post('/console/site/pages/new?/publish', {
						title: '夥伴',
						slug: 'friends',
						locale: 'zh-TW',
						excerpt: '一起做的人',
						body_markdown: '字',
					})
				).headers.get('location') ?? '',
			)?.groups ?? {};
		expect(Number(id)).toBeGreaterThan(0);
		expect(await text('/llms.txt')).toContain(`[夥伴](${product.url}/friends): 一起做的人`);
	});
});

describe('the home page', () => {
	const home = async () => (await text('/')).replace(/<script[\s\S]*?<\/script>/g, '');
	it('shows at once what comes first, what belongs together, and invites visitors alone', async () => {
		const made = await owner.post('/console/content/series', { title: '缸邊的人', description: '一天又一天' });
		const series = /series\/(\d+)/.exec(made.headers.get('location') ?? '')?.[1] ?? '';
		expect(await home()).not.toContain('缸邊的人');
		await owner.post('/console/content/new?/publish', { title: '最新的一篇', body_markdown: '新', series });
		expect(await home()).toContain('缸邊的人');
		const first = async () => /<h2[^>]*><a class="cover-link"[^>]*>([^<]*)/.exec(await home())?.[1];
		expect(await first()).toBe('最新的一篇');
		const option = /<option value="(\d+)"[^>]*>給大家的故事</.exec(
			await (await owner.get('/console/site/look')).text(),
		);
		await owner.post('/console/site/look?/feature', { article: option?.[1] ?? '' });
		expect(await first()).toBe('給大家的故事');
		// A series that nothing is in any more stands nowhere.
		await owner.post(`/console/content/series/${series}?/save`, { title: '缸邊的人', description: '' });
		expect(await home()).not.toContain('缸邊的人');
		expect(await home()).toContain('class="invite home-invite"');
		expect(await (await owner.get('/')).text()).not.toContain('class="invite home-invite"');
	});
});

describe('an error outside the site’s own pages', () => {
	it('still says whose house this is', async () => {
		const answer = await owner.get('/console/content/999999');
		expect(answer.status).toBe(404);
		expect(await answer.text()).toMatch(/class="site-brand"[\s\S]*山腳下醬油[\s\S]*<h1>沒有這篇文章。<\/h1>/);
	});
});

describe('names that bite', () => {
	/** A tag, the end of a script, of an attribute and of a comment, a placeholder, a slot: in whatever a member may name. */
	const bite = (what: string) => `${what}"'></script><img src=x onerror=pwned()>{name}<!--slot:mine-->`;
	const raw = /<img src=x|<\/script><img/i;
	const script = /<script type="application\/ld\+json">(.*?)<\/script>/s;

	it('are words on every page, feed and list, in what machines read, and where staff look', async () => {
		const category = { slug: 'bite', name: bite('分').slice(0, 60), description: bite('說明'), kinds: 'discussion' };
		await owner.post('/console/community?/create', category);
		// Where to begin is a choice of its own, and names the category, too.
		expect(await (await owner.get('/community/new')).text()).not.toMatch(raw);
		const form = await (await owner.get('/community/new?category=bite')).text();
		const id = /name="category" value="(\d+)"/.exec(form)?.[1];
		expect(id).toBeDefined();
		await owner.post('/account?/profile', { name: bite('我').slice(0, 60), handle: 'yan', bio: bite('介紹') });
		const begun = await owner.post('/community/new', {
			category: id!,
			kind: 'discussion',
			title: bite('題'),
			text: bite('內文'),
		});
		const thread = begun.headers.get('location') ?? '';
		expect(thread).toMatch(/^\/community\/bite\/\d+/);
		const number = /bite\/(\d+)/.exec(thread)?.[1];
		await owner.post('/console/content/new?/publish', {
			title: bite('文'),
			body_markdown: bite('字'),
			tags: bite('標'),
		});
		const pages = [
			...[
				'/',
				'/articles',
				'/community',
				'/community/bite',
				thread,
				'/search?q=%E5%88%86',
				'/search?q=in%3Adiscussions%20%E9%A1%8C',
				'/community/helpers',
				'/llms.txt',
				'/feed.xml',
				'/feed.rss',
			],
			...['/community/bite/feed.xml', `/community/thread/${number}/feed.xml`, '/feed.json', '/members/yan'],
		];
		const console = ['/console', '/console/community', '/console/content', '/console/moderation', '/console/members'];
		for (const [who, list] of [
			[reader, pages],
			[owner, [...pages, ...console, '/community/latest', '/account/notices', `/community/thread/${number}`]],
		] as const)
			for (const page of list) {
				const answer = await who.get(page);
				const html = await answer.text();
				if (answer.status !== 301) expect(answer.status, page).toBe(200);
				// What is no markup has no tags: a browser that is told so, and does not guess, shows it as words.
				if (/text\/plain|json/.test(answer.headers.get('content-type') ?? ''))
					expect(answer.headers.get('x-content-type-options'), page).toBe('nosniff');
				else expect(raw.exec(html)?.[0], page).toBeUndefined();
				const graph = script.exec(html)?.[1];
				if (graph) expect(() => void JSON.parse(graph), page).not.toThrow();
			}
	});
});

describe('whatever stands behind a question mark', () => {
	const hostile = [
		"'",
		'"',
		"' or 1=1 --",
		');drop table x;--',
		'%00',
		'\\',
		'[]',
		'{"$gt":""}',
		'__proto__',
		'9'.repeat(40),
		'-1',
	];
	it('breaks no page, and tells nothing of the database', async () => {
		const names = [
			...['before', 'after', 'show', 'branch', 'reply', 'q', 'sort', 'order', 'filter', 'category', 'page'],
			...['stars', 'span'],
		];
		const thread =
			/href="(\/community\/bite\/\d+[^"#?]*)"/.exec(await (await reader.get('/community/bite')).text())?.[1] ?? '';
		expect(thread).toMatch(/^\/community\/bite\//);
		const paths = ['/articles', '/community', '/community/new', '/search', '/events', '/products', '/members/yan'];
		const talk = ['/community/bite', thread, '/community/helpers', '/community/log', '/search/suggest', '/tags/x'];
		for (const path of [...paths, ...talk])
			for (const name of names) {
				const value = hostile[(names.indexOf(name) + path.length) % hostile.length] as string;
				for (const query of [
					`${name}=${encodeURIComponent(value)}`,
					`${name}[]=${encodeURIComponent(value)}&${name}[x]=1`,
					`${name}=1&${name}=${encodeURIComponent(value)}`,
				]) {
					const answer = await reader.get(`${path}?${query}`);
					expect(answer.status, `${path}?${query}`).toBeLessThan(500);
					expect(await answer.text(), query).not.toMatch(/syntax error|postgres|SQLSTATE/i);
				}
			}
	});
});

describe('a product', () => {
	it('has a page with its conversation, whatever it was called before, and a counted way to where it is sold', async () => {
		const save = (name: string) =>
			owner.post('/console/commerce/products?/save', {
				name,
				sku: 'clear',
				price: '320',
				currency: 'TWD',
				url: 'https://shop.example/clear?a=1&b=2',
				description: '一百八十天。\n\n沾著吃。',
			});
		expect((await save('壺底油')).status).toBe(303);
		const first = /href="(\/products\/\d+-[^"]+)"/.exec(await text('/products'))?.[1] ?? '';
		const page = await text(first);
		expect(page).toContain('NT$320');
		expect(page).toContain('<p class="product-said">沾著吃。</p>');
		const product = graphOf(page)['@graph'].find((node) => node['@type'] === 'Product');
		expect(product).toMatchObject({ name: '壺底油', offers: { price: '320' } });
		const thread = /name="thread" value="(\d+)"/.exec(page)?.[1] ?? '';
		await owner.post(`${first}?/comment`, { thread, text: '這一瓶我們自己也吃。' });
		expect(await text(first)).toContain('這一瓶我們自己也吃。');
		expect(await text('/community')).toContain(first);
		expect(await text(`/community/thread/${thread}/feed.xml`)).toContain('這一瓶我們自己也吃。');

		const id = /\d+/.exec(first)?.[0] ?? '';
		const buy = await reader.get(`/products/${id}/buy`);
		expect(buy.status).toBe(302);
		expect(buy.headers.get('location')).toBe('https://shop.example/clear?a=1&b=2');
		expect(buy.headers.get('cache-control')).toContain('no-store');

		await save('壺底油 特級');
		const moved = await reader.get(`${first}?after=1`);
		expect(moved.status).toBe(301);
		const now = `/products/${id}-${encodeURIComponent('壺底油-特級')}`;
		expect(moved.headers.get('location')).toBe(`${now}?after=1`);
		expect(await text(now)).toContain('這一瓶我們自己也吃。');
		expect(await text('/community')).toContain(now);

		await owner.post('/console/commerce/products?/retire', { product: id });
		expect(await text('/products')).not.toContain(now);
		const gone = await text(now);
		expect(gone).toContain('這一瓶我們自己也吃。');
		expect(gone).toMatch(/<meta name="robots" content="noindex/);
		expect((await reader.get(`/products/${id}/buy`)).headers.get('location')).toBe(now);
		for (const nothing of ['/products/99999', '/products/x', '/products/0-a', `/products/${'9'.repeat(15)}-a/buy`])
			expect((await reader.get(nothing)).status, nothing).toBe(404);
	});
});

describe('a category that is not for everybody', () => {
	it('is made for whoever may see it, kept for nobody, and is not there for anybody else, in whatever order they come', async () => {
		const fields = {
			slug: 'regulars',
			name: '常客的房間',
			description: '',
			kinds: 'discussion',
			answeredBy: 'members',
			startedBy: 'members',
		};
		const made = await owner.post('/console/community?/create', { ...fields, seenBy: 'everybody' });
		expect(made.status).toBe(303);
		const html = await (await owner.get('/community/new?category=regulars')).text();
		const category = /name="category" value="(\d+)"/.exec(html)?.[1] ?? '';
		const text = '關門以後才說的話';
		const begun = await owner.post('/community/new', { category, kind: 'discussion', title: '今年的安排', text });
		const thread = begun.headers.get('location') ?? '';
		const number = /regulars\/(\d+)/.exec(thread)?.[1] ?? '';
		const live = `/community/thread/${number}/live?once`;
		const all = [
			'/community/regulars',
			thread,
			live,
			'/community/regulars/feed.xml',
			`/community/thread/${number}/feed.xml`,
		];
		// Kept for everybody while it is open.
		for (const path of [...all, ...all]) expect((await reader.get(path)).status, path).toBe(200);
		await owner.post('/console/community?/change', { ...fields, category, seenBy: 'some' });
		for (const who of [reader, owner, reader])
			for (const path of all) {
				const answer = await who.get(path);
				const seen = who === owner && !path.includes('feed');
				expect(answer.status, path).toBe(seen ? 200 : 404);
				if (seen) expect(answer.headers.get('cache-control'), path).toMatch(/private|no-store/);
				else expect(await answer.text(), path).not.toMatch(/關門以後|今年的安排|常客/);
			}
		for (const path of [
			'/',
			'/community',
			'/feed.xml',
			'/sitemap-threads-1.xml',
			'/sitemap-pages-1.xml',
			'/search?q=%E9%97%9C%E9%96%80',
		])
			expect(await (await reader.get(path)).text(), path).not.toMatch(/關門以後|今年的安排|常客|regulars/);
		expect(await (await owner.get('/community')).text()).toContain('常客的房間');
		expect(await (await owner.get(thread)).text()).toContain(text);
	});
});

describe('a thread that is begun before joining', () => {
	it('waits for whoever wrote it, is filled in once they are here, and nobody else finds it', async () => {
		const fields = { slug: 'first', description: '', kinds: 'discussion', answeredBy: 'members', seenBy: 'everybody' };
		const made = { ...fields, startedBy: 'members', template: '先說說\n你用了多久' };
		await owner.post('/console/community?/create', { ...made, name: '新朋友' });
		const stranger = visitor(product.url);
		const here = '/community/new?category=first';
		const form = await (await stranger.get(here)).text();
		expect(form).toContain('先說說');
		const category = /name="category" value="(\d+)"/.exec(form)?.[1] ?? '';
		const words = { category, title: '開封以後放哪裡', text: '還沒加入就先問' };
		const refused = await stranger.post(here, { ...words, title: '放' });
		expect(refused.status).toBe(422);
		expect(await refused.text()).toContain('還沒加入就先問');
		const held = await stranger.post(here, words);
		expect([held.status, held.headers.get('location')]).toEqual([303, `/join?to=${encodeURIComponent(here)}`]);
		// Whoever comes in by this browser has it; nobody without its cookie.
		expect(await (await owner.get(here)).text()).not.toContain('還沒加入就先問');
		for (const [name, value] of owner.cookies) stranger.cookies.set(name, value);
		expect(await (await stranger.get(here)).text()).toMatch(/開封以後放哪裡[\s\S]*還沒加入就先問/);
		const begun = await stranger.post(here, words);
		expect(begun.headers.get('location')).toMatch(/^\/community\/first\/\d+/);
		expect(await (await stranger.get(here)).text()).not.toContain('還沒加入就先問');
	});
});
