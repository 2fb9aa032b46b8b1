import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setUp } from '../set-up.ts';
import { startProduct, type Product } from '../start-product.ts';
import { visitor, type Visitor } from '../visitor.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** JSON, as far as these tests look into it. */
interface Seen {
	id: number;
	url: string;
	thread: number;
	code: string;
	items: Seen[];
}

let product: Product;
let token: string;
let owner: Visitor;

beforeAll(async () => {
	product = await startProduct({ until: /setup\?token=/, environment: { REACHABLE: '127.0.0.1/32' } });
	owner = await setUp(product);
	// As an operator would: on the command line, beside the running product.
	const { stdout } = await promisify(execFile)(
		process.execPath,
		[path.join(root, 'src/cli.ts'), '--json', 'token', 'create', '--site', 'home', '--role', 'owner'],
		{
			cwd: root,
			env: {
				...process.env,
				PORT: String(product.port),
				HOMECOURT_DATA: product.data,
				LANG: 'zh_TW.UTF-8',
				LC_ALL: '',
			},
		},
	);
	token = (JSON.parse(stdout) as { token: string }).token;
});
afterAll(() => product?.end());

async function api(method: string, address: string, body?: unknown, headers: Record<string, string> = {}) {
	const response = await fetch(`${product.url}/api/v1${address}`, {
		method,
		redirect: 'manual',
		headers: {
			authorization: `Bearer ${token}`,
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
			...headers,
		},
		...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : null) as Seen };
}

describe('a program with a token', () => {
	let article: { id: number; url: string; thread: number };

	it('writes an article that everybody reads', async () => {
		const made = await api('POST', '/articles', {
			title: '透過程式寫的文章',
			body: { markdown: '## 小標\n\n黑豆、鹽、水。' },
			slug: 'by-program',
			tags: ['釀造'],
			published: 'now',
		});
		expect(made).toMatchObject({
			status: 201,
			body: { slug: 'by-program', url: `${product.url}/articles/by-program` },
		});
		article = made.body;
		const page = await visitor(product.url).get('/articles/by-program');
		expect(page.status).toBe(200);
		expect(await page.text()).toContain('黑豆、鹽、水。');
	});

	it('uploads a picture as a form from nowhere, and shows it in an article', async () => {
		const form = new FormData();
		form.set('alt', '一口缸');
		const jar = sharp({ create: { width: 900, height: 600, channels: 3, background: '#5a2a12' } }).jpeg();
		form.set('file', new Blob([new Uint8Array(await jar.toBuffer())]), '缸.jpg');
		const send = (headers: Record<string, string>) =>
			fetch(`${product.url}/api/v1/media`, { method: 'POST', headers, body: form });
		const answer = await send({ authorization: `Bearer ${token}` });
		expect(answer.status).toBe(201);
		const picture = (await answer.json()) as Seen;
		await api('POST', '/articles', {
			title: '附圖',
			body: { markdown: `缸在這裡。\n\n![](${picture.url})` },
			slug: 'with-picture',
			published: 'now',
		});
		const page = await (await visitor(product.url).get('/articles/with-picture')).text();
		expect(page).toMatch(/<img[^>]+srcset="[^"]+"[^>]+alt="一口缸"/);
		expect((await fetch(picture.url)).status).toBe(200);
		// Whoever is signed in and led to send one from another place has sent nothing.
		const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		const led = await send({ cookie, origin: 'https://evil.example' });
		expect([led.status, ((await led.json()) as Seen).code]).toEqual([401, 'token.missing']);
	});

	it('says something under it, and the page has it at once', async () => {
		const said = await api('POST', `/threads/${article.thread}/comments`, { body: { markdown: '由程式寫下的留言' } });
		expect(said).toMatchObject({
			status: 201,
			body: { thread: article.thread, url: `${article.url}#comment-${said.body.id}` },
		});
		expect((await api('GET', `/threads/${article.thread}/comments`)).body.items).toMatchObject([
			{ id: said.body.id, html: '<p>由程式寫下的留言</p>' },
		]);
		expect(await (await visitor(product.url).get('/articles/by-program')).text()).toContain('由程式寫下的留言');
	});

	it('reports an order once, however often it is sent, and the funnel counts it', async () => {
		const order = {
			id: 'event-1',
			type: 'order.paid',
			order: { id: 'A-1', email: 'buyer@example.com', currency: 'TWD', total: 1280, placed: new Date().toISOString() },
		};
		const answers = await Promise.all(
			Array.from({ length: 5 }, () => api('POST', '/orders', order, { 'idempotency-key': 'order-1' })),
		);
		expect(answers.map((one) => one.status)).toEqual(Array(5).fill(201));
		expect((await api('POST', '/orders', order)).status).toBe(201);
		expect((await api('GET', '/orders')).body.items).toMatchObject([{ external: 'A-1', paid: 1280, currency: 'TWD' }]);
		const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
		const funnel = await api('GET', `/insight/funnel?from=${day(-1)}&to=${day(1)}`);
		expect(funnel).toMatchObject({
			status: 200,
			body: { orders: 1, steps: [{ step: 'reached' }, { step: 'visits' }, { step: 'members' }] },
		});
	});
});

describe('the edge', () => {
	it('describes itself to everybody', async () => {
		const described = (await (await fetch(`${product.url}/api/v1/openapi.json`)).json()) as {
			openapi: string;
			servers: unknown;
			paths: object;
		};
		expect(described.openapi).toMatch(/^3\.1/);
		expect(described.servers).toEqual([{ url: `${product.url}/api/v1` }]);
		expect(Object.keys(described.paths)).toContain('/threads/{thread}/comments');
	});

	it.each(['/threads/', '/Threads', '/thre%61ds', '/threads%2f1', '/nothing', '/threads/1/'])(
		'refuses %s in words, and leads nowhere',
		async (address) => {
			const answered = await api('GET', address);
			expect(answered).toMatchObject({ status: 404, body: { code: 'resource.not-found' } });
			expect(answered.headers.get('content-type')).toBe('application/problem+json');
		},
	);

	it.each([
		'/api/V1/threads',
		'/API/v1/threads',
		'/api/v1//threads',
		'/api//v1/threads',
		'/api/v1%2fthreads',
		'/api/v1\\threads',
	])('has nothing at %s', async (address) => {
		const { connect } = await import('node:net');
		const answer = await new Promise<string>((resolve, reject) => {
			let said = '';
			const socket = connect(product.port, 'localhost', () =>
				socket.write(
					`GET ${address} HTTP/1.1\r\nHost: localhost:${product.port}\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`,
				),
			);
			socket
				.on('data', (part: Buffer) => (said += part.toString()))
				.on('close', () => resolve(said))
				.on('error', reject);
		});
		expect(answer).toMatch(/^HTTP\/1\.1 404/);
	});

	it.each(['PUT', 'DELETE', 'OPTIONS'])('says to %s which methods it takes', async (method) => {
		const answered = await api(method, '/articles', undefined, { 'content-type': 'application/json' });
		expect(answered.status).toBe(405);
		expect(answered.headers.get('allow')).toBe('GET, HEAD, POST');
	});

	it('refuses what is too large, is no JSON, is no text, and goes on', async () => {
		expect((await api('POST', '/articles', { title: 'x'.repeat(10_000_000), body: { markdown: 'x' } })).status).toBe(
			413,
		);
		expect((await api('POST', '/articles', '{"title":')).status).toBe(400);
		expect((await api('POST', '/articles', '{"title":"x","body":{"markdown":"x"},"__proto__":{}}')).body.code).toBe(
			'call.name-forbidden',
		);
		expect(
			(await api('POST', '/articles', 'title=x', { 'content-type': 'text/plain', origin: product.url })).status,
		).toBe(415);
		// Without a type the framework would take it for a form, and refuse it in words of its own.
		const untyped = await fetch(`${product.url}/api/v1/articles`, {
			method: 'POST',
			headers: { authorization: `Bearer ${token}` },
			body: Buffer.from('{}'),
		});
		expect([untyped.status, untyped.headers.get('content-type')]).toEqual([415, 'application/problem+json']);
		expect((await api('GET', '/articles')).status).toBe(200);
	});

	it('knows the token from the header only, and says it to nobody', async () => {
		for (const headers of [{}, { cookie: `session=${token}` }, { authorization: 'Bearer hc_wrong' }] as Record<
			string,
			string
		>[]) {
			expect((await fetch(`${product.url}/api/v1/articles?token=${token}`, { headers })).status).toBe(401);
		}
		expect(product.terminal()).not.toContain(token);
	});
});

it('a comment of a megabyte is refused at every door, in words, and nothing of it is kept', async () => {
	const begun = await owner.post('/community/new', { category: '1', title: '長話短說', text: '第一句話' });
	const place = begun.headers.get('location') ?? '';
	const thread = /\/(\d+)-/.exec(place)?.[1] ?? '';
	const long = '長'.repeat(350_000);
	const told = await api('POST', `/threads/${thread}/comments`, { body: { markdown: long } });
	expect([told.status, told.body.code]).toEqual([422, 'document.too-long']);
	const parts = new FormData();
	for (const [name, value] of Object.entries({ thread, parent: '', text: long })) parts.set(name, value);
	const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	const send = (body: BodyInit, headers: Record<string, string> = {}) =>
		fetch(`${product.url}${place}?/comment`, {
			method: 'POST',
			body,
			redirect: 'manual',
			headers: { origin: product.url, accept: 'text/html', cookie, ...headers },
		});
	// As the form of a page sends it, and as the one in a frame elsewhere, or a program that takes itself for one.
	for (const answer of [await send(parts), await send(new URLSearchParams({ thread, parent: '', text: long }))]) {
		expect([413, 422]).toContain(answer.status);
		const page = await answer.text();
		expect(page).toMatch(/<html[^>]* lang="zh/);
		expect(page).toMatch(/太長|太大|最多/);
	}
	expect((await api('GET', `/threads/${thread}`)).body).toMatchObject({ id: Number(thread) });
	expect((await api('GET', `/threads/${thread}/comments`)).body.items).toHaveLength(1);
});

it('nor by the form of a frame on another page: neither the first word about a page nor the next one', async () => {
	let looked = 0;
	const elsewhere = createServer((_request, response) => {
		looked++;
		response.writeHead(200, { 'content-type': 'text/html' }).end('<title>舊站的缸</title>');
	}).listen(0, '127.0.0.1');
	await once(elsewhere, 'listening');
	const origin = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
	const address = `${origin}/tank`;
	try {
		expect((await owner.post('/console/site/embed?/allow', { origin })).status).toBe(303);
		const long = '長'.repeat(350_000);
		const refused = async (path: string, fields: Record<string, string>): Promise<void> => {
			const answer = await owner.post(path, fields);
			expect([413, 422]).toContain(answer.status);
			const page = await answer.text();
			expect(page).toMatch(/<html[^>]* lang="zh/);
			expect(page).toMatch(/太長|太大|最多/);
			expect(page.length).toBeLessThan(2_000_000);
		};
		await refused('/community/elsewhere/new?/comment', { address, text: long });
		expect(looked).toBe(0);
		expect((await fetch(`${product.url}/community/elsewhere/1`)).status).toBe(404);
		const begun = await owner.post('/community/elsewhere/new?/comment', { address, text: '這一缸好漂亮' });
		const home = (begun.headers.get('location') ?? '').split('#')[0] ?? '';
		expect([begun.status, home]).toEqual([303, '/community/elsewhere/1']);
		const thread = /name="thread" value="(\d+)"/.exec(await (await fetch(product.url + home)).text())?.[1] ?? '';
		await refused(`${home}?/comment`, { thread, parent: '', text: long });
		expect((await api('GET', `/threads/${thread}/comments`)).body.items).toHaveLength(1);
		// The frame shows what stands there, and nothing that was refused.
		const frame = await (await fetch(`${product.url}/embed/zh-TW.light/thread/${thread}`)).text();
		expect(frame).toContain('這一缸好漂亮');
		expect(frame).not.toContain('長長長');
	} finally {
		elsewhere.close();
	}
});
