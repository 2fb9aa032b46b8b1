import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, CDPSession, Page, Worker } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pushReceiver, type PushReceiver } from '#testing/push/push-receiver.ts';
import { setUp } from '../set-up.ts';
import { freePort, startProduct, type Product } from '../start-product.ts';
import type { Visitor } from '../visitor.ts';
import { openBrowser } from './open-browser.ts';
import { typeCode } from './type-code.ts';

/**
 * Web push in a real browser: switched on at the page of preferences, sent by the product to a receiver that decrypts it, handed
 * to the service worker by the browser's own tools. The browser from npm has no maker's push service and shows no notices:
 * `PushManager.subscribe` asks our receiver instead, and what the worker wants shown and opened is written down.
 */
let product: Product;
let browser: Browser;
let phone: BrowserContext;
let mei: Page;
let owner: Visitor;
let receiver: PushReceiver;
let tools: CDPSession;
let url: string;
let registration = '';
/** True: the house has a newer service worker. */
let newer = false;
let endpoint = '';
const front = http.createServer((request, response) => {
	const { method, headers, url: path } = request;
	const asked = http.request({ port: product.port, method, headers, path }, (answer) => {
		if (!newer || path !== '/worker.js') {
			response.writeHead(answer.statusCode ?? 500, answer.headers);
			return void answer.pipe(response);
		}
		answer.resume();
		void fetch(`${product.url}/worker.js`).then(async (worker) => {
			response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-cache' });
			response.end((await worker.text()).replaceAll('shell-1', 'shell-2'));
		});
	});
	asked.on('error', () => response.destroy());
	request.pipe(asked);
});

beforeAll(async () => {
	const port = await freePort();
	receiver = await pushReceiver(() => new Date());
	[product, browser] = await Promise.all([
		startProduct({ port, until: /setup\?token=/, environment: { REACHABLE: '127.0.0.1/32' } }),
		openBrowser(),
	]);
	owner = await setUp(product);
	for (const slug of ['one', 'two', 'three'])
		await owner.post('/console/content/new?/publish', { title: `缸 ${slug}`, slug, body_markdown: '黑豆、鹽、水。' });
	await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
	url = `http://localhost:${(front.address() as AddressInfo).port}`;
	phone = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'zh-TW' });
	await phone.exposeFunction('subscribeAt', (key: string) => {
		const subscription = receiver.subscribe(key);
		({ endpoint } = subscription);
		return subscription;
	});
	await phone.addInitScript(() => {
		const kept = () => {
			const made = JSON.parse(localStorage.getItem('subscription') ?? 'null') as Record<string, string> | null;
			if (!made) return null;
			const { endpoint: at, p256dh, auth } = made;
			return {
				endpoint: at,
				toJSON: () => ({ endpoint: at, keys: { p256dh, auth } }),
				unsubscribe: () => Promise.resolve(localStorage.removeItem('subscription')),
			};
		};
		Object.defineProperty(Notification, 'permission', { get: () => localStorage.getItem('permission') ?? 'default' });
		Notification.requestPermission = () => {
			localStorage.setItem('permission', 'granted');
			return Promise.resolve('granted');
		};
		PushManager.prototype.getSubscription = () => Promise.resolve(kept() as never);
		PushManager.prototype.subscribe = async (options) => {
			const bytes = String.fromCharCode(...(options?.applicationServerKey as Uint8Array));
			const key = btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
			const subscribe = (window as unknown as { subscribeAt(key: string): Promise<object> }).subscribeAt;
			localStorage.setItem('subscription', JSON.stringify(await subscribe(key)));
			return kept() as never;
		};
	});
	mei = await phone.newPage();
	mei.setDefaultTimeout(20_000);
});
afterAll(async () => {
	await browser?.close();
	front.closeAllConnections();
	front.close();
	await product?.end();
	await receiver?.close();
});

/** Somebody who works here mentions her under an article. */
async function mention(slug: string, words: string): Promise<void> {
	const page = await (await owner.get(`/articles/${slug}`)).text();
	const thread = /name="thread" value="(\d+)"/.exec(page)?.[1] ?? '';
	const said = await owner.post(`/articles/${slug}?/comment`, { thread, text: `@陳美惠 ${words}` });
	expect(said.status).toBe(303);
}
/** What came for her browser, as it reads it. */
async function received(words: string): Promise<Record<string, unknown>> {
	const one = () => receiver.received.find(({ notice }) => String(notice['body']).includes(words))?.notice;
	await expect.poll(one, { timeout: 90_000 }).toBeTruthy();
	return one() ?? {};
}
/** The worker that is in charge, with a notebook in the place of what this browser cannot show. */
async function workerInCharge(): Promise<Worker> {
	await expect.poll(() => phone.serviceWorkers().length).toBeGreaterThan(0);
	const worker = phone.serviceWorkers().at(-1) as Worker;
	await worker.evaluate(() => {
		const here = self as unknown as ServiceWorkerScope;
		if (here.shown) return;
		[here.shown, here.opened] = [[], []];
		here.registration.showNotification = (title, options) =>
			Promise.resolve(void here.shown.push({ title, ...options }));
		here.clients.openWindow = (path) => Promise.resolve(void here.opened.push(path));
	});
	return worker;
}
interface ServiceWorkerScope {
	shown: Record<string, unknown>[];
	opened: string[];
	registration: { showNotification(title: string, options: object): Promise<void> };
	clients: { openWindow(path: string): Promise<void> };
}
/** Hands a message to the worker as the browser does when one has come and was decrypted. */
async function deliver(notice: object): Promise<Record<string, unknown>> {
	const worker = await workerInCharge();
	await tools.send('ServiceWorker.deliverPushMessage', {
		origin: url,
		registrationId: registration,
		data: JSON.stringify(notice),
	});
	const shown = () => worker.evaluate(() => (self as unknown as ServiceWorkerScope).shown);
	await expect.poll(async () => (await shown()).length).toBeGreaterThan(0);
	return (await shown()).at(-1) ?? {};
}

it('is switched on at the page of preferences, when its button is pressed and not before', async () => {
	await mei.goto(`${url}/join?to=/account/preferences`);
	await mei.getByLabel('名字').fill('陳美惠');
	await mei.getByLabel('電子郵件', { exact: true }).fill('mei@example.com');
	await mei.getByRole('button', { name: '寄驗證碼給我' }).click();
	await mei.getByLabel('六位數驗證碼').waitFor();
	const mails = await (await owner.get('/console/mail')).text();
	const code = /^\s*(\d{6})\s*$/m.exec(mails.slice(mails.indexOf('mei@example.com')))?.[1] ?? '';
	await typeCode(mei, mei.getByLabel('六位數驗證碼'), code, '完成');
	expect(new URL(mei.url()).pathname).toBe('/account/preferences');
	// Nobody is told at night; this test may run in one.
	await mei.getByLabel('這段時間不要寄信').uncheck();
	await mei.getByRole('button', { name: '儲存' }).first().click();
	await mei.getByText('已儲存').waitFor();
	const button = mei.getByRole('button', { name: '在這台裝置開啟推播' });
	await button.waitFor();
	expect(await mei.evaluate(() => localStorage.getItem('permission'))).toBeNull();
	await button.click();
	await mei.getByText('這台裝置', { exact: true }).waitFor();
	expect(endpoint).toContain(receiver.url);
	await button.waitFor({ state: 'detached' });
	tools = await phone.newCDPSession(mei);
	tools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
		registration = registrations[0]?.registrationId ?? registration;
	});
	await tools.send('ServiceWorker.enable');
	await expect.poll(() => registration).not.toBe('');
});

it('shows what somebody said to her, and a click on it leads there and has it read', async () => {
	await mention('one', '你家的豆子從哪裡來？');
	const shown = await deliver(await received('你家的豆子從哪裡來'));
	expect(shown).toMatchObject({ lang: 'zh-TW', renotify: true });
	expect(String(shown['title'])).toContain('阿燕');
	expect(String(shown['body'])).toContain('缸 one');
	const bell = async () => {
		await mei.goto(`${url}/articles/three`);
		return mei.locator('.bell .badge').count();
	};
	expect(await bell()).toBe(1);
	const worker = await workerInCharge();
	const [opened] = await worker.evaluate(async (data) => {
		// As the browser tells of a click on what it shows.
		const click = new Event('notificationclick');
		let done: Promise<unknown> = Promise.resolve();
		Object.assign(click, { waitUntil: (work: Promise<unknown>) => (done = work) });
		Object.defineProperty(click, 'notification', { value: { data, close: () => undefined } });
		self.dispatchEvent(click);
		await done;
		return (self as unknown as ServiceWorkerScope).opened;
	}, shown['data']);
	await mei.goto(url + opened);
	expect(decodeURIComponent(new URL(mei.url()).pathname)).toBe('/articles/one');
	expect(new URL(mei.url()).hash).toMatch(/^#comment-\d+$/);
	expect(await mei.locator(new URL(mei.url()).hash).innerText()).toContain('你家的豆子從哪裡來');
	expect(await bell()).toBe(0);
});

it('goes on with the next version of the worker, which takes nothing away', async () => {
	const kept = () => mei.evaluate(async () => (await caches.keys()).sort());
	await mei.goto(`${url}/articles/two`);
	await expect
		.poll(() => mei.evaluate(async () => Boolean(await (await caches.open('pages-1')).match('/articles/two'))))
		.toBe(true);
	expect(await kept()).toContain('shell-1');
	newer = true;
	await mei.evaluate(async () => (await navigator.serviceWorker.ready).update());
	// It is in charge at once, and what the former kept of its own is gone.
	await expect.poll(kept, { timeout: 20_000 }).toEqual(['pages-1', 'shell-2']);
	await mei.goto(`${url}/account/preferences`);
	await mei.getByText('這台裝置', { exact: true }).waitFor();
	expect(await mei.getByRole('button', { name: '在這台裝置開啟推播' }).count()).toBe(0);
	await mention('two', '換了新的還收得到嗎？');
	expect(String((await deliver(await received('換了新的還收得到嗎')))['body'])).toContain('缸 two');
	// Read before the change, still to be read without a network.
	await phone.setOffline(true);
	await mei.goto(`${url}/articles/two`);
	expect(await mei.locator('main').innerText()).toContain('黑豆、鹽、水');
	await phone.setOffline(false);
});

it('is over when the browser’s maker says so: the device is off the list, and can be switched on anew', async () => {
	const former = endpoint;
	receiver.end(former);
	const before = receiver.received.length;
	await mention('three', '還在嗎？');
	await expect
		.poll(
			async () => {
				await mei.goto(`${url}/account/preferences`);
				return mei.getByText('這台裝置', { exact: true }).count();
			},
			{ timeout: 90_000, interval: 1_000 },
		)
		.toBe(0);
	expect(receiver.received).toHaveLength(before);
	await mei.getByRole('button', { name: '在這台裝置開啟推播' }).click();
	await mei.getByText('這台裝置', { exact: true }).waitFor();
	expect(endpoint).not.toBe(former);
	expect(product.terminal()).not.toContain('"level":"error"');
});
