import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setUp } from '../set-up.ts';
import { startProduct, freePort, type Product } from '../start-product.ts';
import { visitor, type Visitor } from '../visitor.ts';

/** Asks under a host that no DNS knows. */
const askAs = (host: string, port: number, target: string) =>
	new Promise<{ status: number; text: string }>((resolve, reject) => {
		const asking = http.get({ port, path: target, headers: { host: `${host}:${port}` } }, (answer) => {
			let text = '';
			answer.setEncoding('utf8').on('data', (part: string) => (text += part));
			answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
		});
		asking.on('error', reject);
	});

let first: Product;
let second: Product;
let owner: Visitor;
beforeAll(async () => {
	first = await startProduct({ until: /setup\?token=/ });
	owner = await setUp(first);
	// A further web process joins the database that the first one runs.
	second = await startProduct({ data: first.data, port: await freePort(), arguments: ['web'] });
});
afterAll(async () => {
	await second?.stop();
	await first?.end();
});

describe('two processes on one database', () => {
	it('show in one, through its page cache, what was written in the other', async () => {
		const other = visitor(second.url);
		expect(await (await other.get('/articles')).text()).toContain('第一篇文章還在路上');
		expect((await other.get('/articles')).headers.get('etag')).toBeTruthy();
		for (let number = 1; number <= 20; number++) {
			const saved = await owner.post('/console/content/new?/publish', {
				title: `第 ${number} 篇`,
				body_markdown: '內容',
			});
			expect(saved.status).toBe(303);
			// The notification travels with the commit; the other process hears it within moments.
			await expect
				.poll(async () => (await (await other.get('/articles')).text()).includes(`第 ${number} 篇`), {
					timeout: 2_000,
					interval: 5,
				})
				.toBe(true);
		}
	});

	it('show a change of the brand everywhere', async () => {
		const form = new FormData();
		for (const [name, value] of Object.entries({
			name: '新名字',
			tagline: '',
			colour: '#224488',
			layout: 'plaza',
			locale: 'zh-TW',
			facebookPage: '',
		}))
			form.set(name, value);
		const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		const saved = await fetch(`${first.url}/console/site`, {
			method: 'POST',
			body: form,
			headers: { origin: first.url, cookie },
		});
		expect(saved.status).toBe(200);
		await expect
			.poll(async () => (await (await visitor(second.url).get('/')).text()).includes('<title>新名字'), {
				timeout: 2_000,
			})
			.toBe(true);
	});

	it('tell in one whoever reads there of what is said in the other, and let them go when they stop', async () => {
		const started = await owner.post('/community/new', { category: '1', title: '缸邊的閒聊', text: '今天出太陽' });
		expect(started.status).toBe(303);
		const path = started.headers.get('location') ?? '';
		const thread = /\/(\d+)-/.exec(path)?.[1] ?? '';
		const live = `${second.url}/community/thread/${thread}/live`;
		const answer = await fetch(live);
		expect(answer.headers.get('content-type')).toContain('text/event-stream');
		const stream = (answer.body as ReadableStream<Uint8Array>).getReader();
		let told = '';
		const until = async (words: string) => {
			while (!told.includes(words)) {
				const { value, done } = await stream.read();
				if (done) throw new Error(`It ended: ${told}`);
				told += new TextDecoder().decode(value);
			}
		};
		await until('"count":1');
		const said = await owner.post(`${path}?/comment`, { thread, text: '下午可能會下雨' });
		expect(said.status).toBe(303);
		await until('"count":2');
		expect(await (await fetch(`${live}?once`)).json()).toMatchObject({ count: 2 });
		expect((await fetch(`${second.url}/community/thread/999999/live?once`)).status).toBe(404);
		await second.stop();
		expect((await stream.read()).done).toBe(true);
		second = await startProduct({ data: first.data, port: await freePort(), arguments: ['web'] });
	});

	it('answer both at once for a site that the command line made beside them', async () => {
		const host = 'second.example';
		const { stdout } = await promisify(execFile)(
			path.join(import.meta.dirname, '../../homecourt'),
			['--json', 'site', 'create', 'second', '--domain', host],
			{ env: { ...process.env, HOMECOURT_DATA: first.data, PORT: String(first.port) } },
		);
		const made = JSON.parse(stdout) as { url: string; setup: string };
		expect(made).toMatchObject({ name: 'second', url: `http://${host}:${first.port}` });
		for (const { port } of [first, second]) {
			expect(await askAs(host, port, '/')).toMatchObject({
				status: 200,
				text: expect.stringContaining('這裡即將開門'),
			});
			expect((await askAs(host, port, made.setup)).status).toBe(200);
			expect((await askAs('third.example', port, '/')).status).toBe(404);
		}
	});

	it('count guesses at one account together, one by one and all at once (decision 0074)', async () => {
		const email = 'owner@example.com';
		const doors = [visitor(first.url), visitor(second.url)] as const;
		const through = (n: number): Visitor => doors[n % 2] as Visitor;
		const guess = async (n: number) =>
			(await through(n).post('/login?/password', { email, password: `not-the-password-${n}` })).status;
		const oneByOne: number[] = [];
		for (let n = 0; n < 8; n++) oneByOne.push(await guess(n));
		// What one process would look at, and no more.
		expect(oneByOne).toEqual([403, 403, 403, 403, 429, 429, 429, 429]);

		const another = 'nobody@example.com';
		const atOnce = await Promise.all(
			Array.from({ length: 20 }, async (_, n) => {
				const answer = await through(n).post('/login?/password', { email: another, password: `guess-guess-${n}` });
				return answer.status;
			}),
		);
		expect(atOnce.filter((status) => status === 403).length).toBeLessThanOrEqual(4);
		expect(atOnce.filter((status) => status !== 403 && status !== 429)).toEqual([]);

		const asked = await Promise.all(
			Array.from({ length: 10 }, async (_, n) => (await through(n).post('/login?/code', { email: another })).status),
		);
		expect(asked.filter((status) => status === 200)).toHaveLength(3);
		expect(asked.filter((status) => status === 429)).toHaveLength(7);

		// One browser, whose code both know of.
		const browser = visitor(first.url);
		expect((await browser.post('/login?/code', { email })).status).toBe(200);
		const beside = visitor(second.url);
		for (const [name, value] of browser.cookies) beside.cookies.set(name, value);
		const tries = await Promise.all(
			Array.from({ length: 12 }, async (_, n) => {
				const code = String(100_000 + n);
				return (await (n % 2 ? browser : beside).post('/login?/join', { email, code })).status;
			}),
		);
		// One in two hundred thousand times the code itself is among them.
		expect(tries.filter((status) => status === 403)).toHaveLength(5);
		expect(tries.filter((status) => status === 410)).toHaveLength(7);
	});

	it('lets go, in both, of a site that the command line takes away beside them', async () => {
		const host = 'second.example';
		const answer = await askAs(host, second.port, '/');
		expect(answer.status).toBe(200);
		await promisify(execFile)(
			path.join(import.meta.dirname, '../../homecourt'),
			['site', 'remove', 'second', '--yes'],
			{ env: { ...process.env, HOMECOURT_DATA: first.data, PORT: String(first.port) } },
		);
		for (const { port } of [first, second]) expect((await askAs(host, port, '/')).status).toBe(404);
		expect(existsSync(path.join(first.data, 'files', 'second'))).toBe(false);
		expect(first.terminal() + second.terminal()).not.toContain('"level":"error"');
	});

	it('go on when a web process dies', async () => {
		second.child.kill('SIGKILL');
		expect((await visitor(first.url).get('/')).status).toBe(200);
	});
});
