import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { setUp } from '../set-up.ts';
import { startProduct, type Product } from '../start-product.ts';
import { visitor, type Visitor } from '../visitor.ts';

let product: Product;
let owner: Visitor;
beforeAll(async () => void (product = await startProduct({ until: /setup\?token=/ })));
afterAll(() => product?.end());

describe('the first evening', () => {
	it('shows a waiting page and gives a set-up link that a stranger cannot guess', async () => {
		const page = await visitor(product.url).get('/');
		expect(page.status).toBe(200);
		expect(await page.text()).toContain('這裡即將開門');
		expect((await visitor(product.url).get('/setup?token=wrong')).status).toBe(403);
		expect((await visitor(product.url).get('/articles')).status).toBe(303);
	});

	it('refuses an incomplete form, in words, and changes nothing', async () => {
		await expect(setUp(product, { email: 'not-an-address', name: '' })).rejects.toThrow(/電子郵件/);
		expect(await (await visitor(product.url).get('/')).text()).toContain('這裡即將開門');
	});

	it('is set up with one form and lands on Today with three steps', async () => {
		owner = await setUp(product);
		const today = await owner.get('/console');
		expect(today.status).toBe(200);
		const html = await today.text();
		for (const step of ['寫下第一篇文章', '送到練習場', '邀請第一批會員']) expect(html).toContain(step);
		expect(
			(await visitor(product.url).get(new URL(product.link()).pathname + new URL(product.link()).search)).status,
		).toBe(409);
	});

	it('lets nobody else into the console', async () => {
		const response = await visitor(product.url).get('/console');
		expect(response.status).toBe(303);
		expect(response.headers.get('location')).toBe('/login?to=%2Fconsole');
	});
});

describe('an article', () => {
	it('is written without scripts, published, and read by everybody', async () => {
		const saved = await owner.post('/console/content/new?/publish', {
			title: '為什麼我們的醬油要等兩年？',
			body_markdown: '## 從一口甕開始\n\n黑豆、鹽、水，還有**時間**。',
			tags: '釀造、故事',
		});
		expect(saved.status).toBe(303);
		const page = await visitor(product.url).get(`/articles/${encodeURIComponent('為什麼我們的醬油要等兩年')}`);
		expect(page.status).toBe(200);
		const html = await page.text();
		expect(html).toMatch(/<h1[^>]*>為什麼我們的醬油要等兩年？<\/h1>/);
		expect(html).toContain('從一口甕開始');
		// What scripts there are only add: none of the framework's is needed to read.
		expect(html).not.toContain('/_app/immutable/entry');
		expect(html).toContain('application/ld+json');
	});

	it('for members alone ends in the form of whoever reads it, and shows visitors its beginning', async () => {
		const fields = { title: '給會員的一篇', body_markdown: '一\n\n二\n\n三\n\n第四段', access: 'members' };
		expect((await owner.post('/console/content/new?/publish', fields)).status).toBe(303);
		const path = `/articles/${encodeURIComponent('給會員的一篇')}`;
		const own = await (await owner.get(path)).text();
		expect(own).toContain('第四段');
		expect(own).toContain('<mention-in-place');
		expect(own).toContain('<reading-place');
		const others = await (await visitor(product.url).get(path)).text();
		expect(others).not.toContain('第四段');
		expect(others).not.toContain('<mention-in-place');
	});

	it('is a draft for others until then', async () => {
		const saved = await owner.post('/console/content/new?/save', { title: '還沒寫完', body_markdown: '草稿' });
		expect(saved.status).toBe(303);
		expect((await visitor(product.url).get(`/articles/${encodeURIComponent('還沒寫完')}`)).status).toBe(404);
	});

	it('leads on from the address that it had before', async () => {
		await owner.post('/console/content/new?/publish', { title: 'Old name', body_markdown: 'text', slug: 'old-name' });
		const list = await (await owner.get('/console/content')).text();
		const id = /\/console\/content\/(\d+)"[^>]*>Old name/.exec(list)?.[1] as string;
		const editing = await (await owner.get(`/console/content/${id}`)).text();
		await owner.post(`/console/content/${id}?/save`, {
			id,
			version: /name="version" value="(\d+)"/.exec(editing)?.[1] ?? '',
			title: 'Old name',
			body_markdown: 'text',
			slug: 'new-name',
		});
		const moved = await visitor(product.url).get('/articles/old-name');
		expect(moved.status).toBe(301);
		expect(moved.headers.get('location')).toBe('/articles/new-name');
	});
});

describe('headers and hostile requests', () => {
	it('carries the security headers, and a policy without unsafe words', async () => {
		const { headers } = await visitor(product.url).get('/');
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		const policy = headers.get('content-security-policy') ?? '';
		expect(policy).toContain("default-src 'self'");
		expect(policy).not.toMatch(/unsafe|nonce/);
	});

	it('refuses a form from another place', async () => {
		const response = await owner.post(
			'/console/content/new?/publish',
			{ title: 'x', body_markdown: 'x' },
			{ origin: 'https://evil.example' },
		);
		expect(response.status).toBe(403);
		expect((await visitor(product.url).post('/logout', {}, { origin: 'null' })).status).toBe(403);
	});

	it.each(['//articles', '/articles//x', '/%2e%2e/secret', '/articles/..%2f..%2fsecret', '/articles/%00', '/ARTICLES'])(
		'answers %s with a page that says no',
		async (path) => {
			const response = await fetch(`${product.url}${path}`, { redirect: 'manual' });
			expect([303, 400, 404]).toContain(response.status);
		},
	);

	it('takes what Amazon SNS posts as plain text for a call of a program, not for a form from elsewhere', async () => {
		const post = (headers: Record<string, string>) =>
			fetch(`${product.url}/webhooks/mail/ses`, { method: 'POST', body: '{"Type":"Notification"}', headers });
		for (const more of [{}, { origin: 'https://elsewhere.example' }] as Record<string, string>[]) {
			const answer = await post({ 'content-type': 'text/plain; charset=UTF-8', ...more });
			expect(answer.status).toBe(404);
			expect(await answer.json()).toMatchObject({ code: 'webhook.source-unknown' });
		}
	});

	it('keeps answering after nonsense', async () => {
		const { connect } = await import('node:net');
		for (const nonsense of [
			'GET / HTTP/9.9\r\n\r\n',
			'\u0000\u0001\u0002',
			'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n',
			`GET /${'a'.repeat(70_000)} HTTP/1.1\r\n\r\n`,
		]) {
			await new Promise<void>((resolve) => {
				const socket = connect(product.port, 'localhost', () => socket.write(nonsense));
				socket.on('data', () => undefined);
				socket.on('error', () => resolve());
				socket.on('close', () => resolve());
				setTimeout(() => socket.destroy(), 500);
			});
		}
		expect((await visitor(product.url).get('/healthz')).status).toBe(200);
	});

	it.each([
		'/community?show=__proto__',
		'/community/helpers?span=constructor',
		'/community/__proto__',
		'/groups/constructor',
		'/members/__proto__',
		'/community/thread/1/part?/__proto__',
		'/community/thread/toString/live',
		'/embed/__proto__.auto/thread/1',
		'/search?q=kind:__proto__%20in:constructor%20by:toString',
		'/community/tags/__proto__',
		'/tags/constructor',
		'/api/v1/__proto__',
	])('takes %s for no name of its own (prototype keys)', async (path) => {
		const asked = await visitor(product.url).get(path);
		expect(asked.status).toBeLessThan(500);
		const posted = await visitor(product.url).post(`${path}${path.includes('?') ? '&' : '?'}/constructor`, {
			__proto__x: '1',
		});
		expect(posted.status).toBeLessThan(500);
	});

	it('gives the same page to everybody whatever headers they send (cache poisoning)', async () => {
		const paths = ['/', '/community', '/groups'];
		// The picture for sharing is drawn meanwhile, by nobody who asks here.
		const drawn = /<meta (?:property="og:image|name="twitter:card)[^>]*>\s*/g;
		const look = (path: string) =>
			visitor(product.url)
				.get(path)
				.then(async (answer) => (await answer.text()).replace(drawn, '').replace(/ +/g, ' '));
		// So are the icons, which every page names from then on.
		const icons = async () => expect(await look('/')).toContain('apple-touch-icon');
		await vi.waitFor(icons, { timeout: 60_000, interval: 200 });
		const clean = await Promise.all(paths.map(look));
		const hostile: Record<string, string>[] = [
			{ 'x-forwarded-host': 'evil.example' },
			{ 'x-forwarded-proto': 'https' },
			{ 'x-original-url': '/console' },
			{ 'x-homecourt-host': 'evil.example' },
			{ accept: 'application/json' },
			{ accept: 'application/activity+json' },
			{ accept: 'text/event-stream' },
			{ 'x-sveltekit-invalidated': '1' },
			{ 'accept-language': 'en' },
			{ 'x-offline-copy': 'en' },
			{ 'x-http-method-override': 'DELETE' },
			{ cookie: 'session=__proto__; lang=<script>; held=x' },
			{ cookie: 'lang=en' },
			{ 'user-agent': 'Mozilla/5.0 (iPhone) Safari Line/15.0.0' },
		];
		for (const headers of hostile) {
			for (const path of paths) await visitor(product.url).get(path, headers);
			expect(await Promise.all(paths.map(look))).toEqual(clean);
		}
	});
});

describe('a second process on the same data', () => {
	it('is refused with words, and harms nothing', async () => {
		await expect(startProduct({ data: product.data })).rejects.toThrow(/已經有另一個 Homecourt/);
		expect((await visitor(product.url).get('/')).status).toBe(200);
	});
});

describe('wrong settings', () => {
	it('are refused at the start, all of them by name, without a stack', async () => {
		const starting = startProduct({ environment: { PORT: 'abc', LOG_LEVEL: 'loud' } });
		const said = await starting.catch((error: Error) => error.message);
		expect(said).toMatch(/PORT: [\s\S]*LOG_LEVEL: /);
		expect(said).not.toMatch(/^\s+at /m);
	});
});

describe('stop and start', () => {
	it('keeps everything', async () => {
		expect(await product.stop()).toBe(0);
		product = await startProduct({ data: product.data, port: product.port });
		expect(await (await visitor(product.url).get('/articles')).text()).toContain('為什麼我們的醬油要等兩年');
		expect((await owner.get('/console')).status).toBe(200);
		expect(product.terminal()).not.toContain('setup?token=');
	});
});
