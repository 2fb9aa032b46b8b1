import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setUp } from '../set-up.ts';
import { startProduct, type Product } from '../start-product.ts';
import type { Visitor } from '../visitor.ts';
import { facebookInApp, openBrowser } from './open-browser.ts';
import { typeCode } from './type-code.ts';

/** What a member can do with what is theirs, in a real browser on a phone: join, agree, take it all along, and go. */
let product: Product;
let browser: Browser;
let phone: BrowserContext;
let mei: Page;
let owner: Visitor;
const email = 'mei@example.com';

beforeAll(async () => {
	[product, browser] = await Promise.all([
		startProduct({ until: /setup\?token=/, environment: { REACHABLE: '127.0.0.1/32' } }),
		openBrowser(),
	]);
	owner = await setUp(product);
	phone = await browser.newContext({
		viewport: { width: 360, height: 740 },
		userAgent: facebookInApp,
		locale: 'zh-TW',
		acceptDownloads: true,
	});
	mei = await phone.newPage();
	mei.setDefaultTimeout(20_000);
});
afterAll(async () => {
	await browser?.close();
	await product?.end();
});

async function codeFor(address: string): Promise<string> {
	const html = await (await owner.get('/console/mail')).text();
	const mine = html.slice(html.indexOf(address));
	return /^\s*(\d{6})\s*$/m.exec(mine)?.[1] ?? '';
}
/** An article of the owner's, for everybody or for members; written once. */
async function article(access: 'public' | 'members' = 'public'): Promise<{ pathname: string }> {
	const title = access === 'public' ? '為什麼要等兩年' : '給會員的一篇';
	const pathname = `/articles/${encodeURIComponent(title)}`;
	if ((await owner.get(pathname)).status !== 200)
		await owner.post('/console/content/new?/publish', { title, access, body_markdown: '黑豆、鹽、水，還有**時間**。' });
	return { pathname };
}
const press = (name: string) => mei.getByRole('button', { name }).first().click();

it('joins with a name, an address and six digits, agrees to news, and sees what was agreed to', async () => {
	await mei.goto(`${product.url}/join?to=/account/privacy`);
	await mei.getByLabel('名字').fill('陳美惠');
	await mei.getByLabel('電子郵件', { exact: true }).fill(email);
	expect(await mei.getByLabel('也用電子郵件告訴我').isChecked()).toBe(false);
	await mei.getByLabel('也用電子郵件告訴我').check();
	await press('寄驗證碼給我');
	await typeCode(mei, mei.getByLabel('六位數驗證碼'), await codeFor(email), '完成');
	// Where the first step was to lead, the second one leads.
	await mei.waitForURL('**/account/privacy');
	expect(await mei.locator('main').innerText()).toContain('加入會員，看過個人資料告知');
	expect(await mei.locator('input[name="mail"]').isChecked()).toBe(true);
});

it('takes it back with one switch', async () => {
	await mei.locator('input[name="refused"]').check();
	await press('儲存');
	await mei.waitForURL('**/account/privacy?saved');
	expect(await mei.locator('input[name="refused"]').isChecked()).toBe(true);
});

it('says something on another page of the brand, where no cookie reaches the frame, and on a stranger’s page there is none', async () => {
	/** A page of another origin; it lets in what the console says that it needs. */
	const page = async () => {
		const server = createServer((_, response) => {
			const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src ${product.url}; frame-src ${product.url}; connect-src ${product.url}`;
			response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
			response.end(`<!doctype html><html lang="en"><title>Old shop</title><body style="background:#111"><h1>Vat</h1>
				<b data-homecourt-count></b><script src="${product.url}/embed.js" data-count async></script>
				<script src="${product.url}/embed.js" async></script></body></html>`);
		}).listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
	};
	const [ours, theirs] = await Promise.all([page(), page()]);
	try {
		await owner.post('/console/site/embed?/allow', { origin: ours.origin });
		const shop = await phone.newPage();
		await shop.goto(`${ours.origin}/vat?utm_source=mail`);
		const frame = shop.frameLocator('iframe');
		await frame.getByText('Nobody has said anything yet').waitFor();
		expect(await frame.locator('html').getAttribute('lang')).toBe('en');
		expect(await frame.locator('html').getAttribute('data-theme')).toBe('dark');
		await frame.getByLabel('Your comment').fill('從舊站說的一句話');
		const [written] = await Promise.all([
			shop.waitForEvent('popup'),
			frame.getByRole('button', { name: /Post|Send/ }).click(),
		]);
		// Signed in over there, though not in the frame.
		await written.waitForURL(/\/community\/elsewhere\/1.*#comment-/);
		expect(await written.locator('.conversation').innerText()).toContain('從舊站說的一句話');
		await written.close();
		await shop.goto(`${ours.origin}/vat`);
		await frame.getByText('從舊站說的一句話').waitFor();
		await shop.waitForFunction(() => document.querySelector('b')?.textContent === '1');
		const height = () => shop.evaluate(() => document.querySelector('iframe')?.style.height);
		await shop.waitForFunction(() => /px$/.test(document.querySelector('iframe')?.style.height ?? ''));
		const before = await height();
		// Only the frame itself says how high it is.
		await shop.evaluate(() => void window.postMessage({ homecourt: 'height', height: 9_999 }, '*'));
		await shop.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
		expect(await height()).toBe(before);
		// What grows inside (a picture that came, an answer) is given room.
		await frame.locator('main').evaluate((main) => {
			main.append(Object.assign(document.createElement('div'), { style: 'height: 700px' }));
		});
		const grown = (from: number) => parseFloat(document.querySelector('iframe')?.style.height ?? '0') >= from + 700;
		await shop.waitForFunction(grown, parseFloat(before ?? '0'));
		// A reply goes through the same window; what is read stays in the frame.
		expect(await frame.locator('form.composer').getAttribute('action')).toMatch(
			/^\/community\/elsewhere\/1\?\/comment/,
		);
		const box = frame.getByLabel('Your comment');
		await box.fill('還有一句話要說');
		const [again] = await Promise.all([
			shop.waitForEvent('popup'),
			frame.getByRole('button', { name: /Post|Send/ }).click(),
		]);
		await again.waitForLoadState();
		await again.close();
		// She is new and has to wait half a minute between two; until it is seen here that it was said, her words stay.
		expect(await box.inputValue()).toBe('還有一句話要說');
		const thread = (await frame.locator('form.composer input[name=thread]').getAttribute('value')) ?? '';
		await owner.post('/community/elsewhere/1?/comment', { thread, text: '還有一句話要說' });
		await frame.locator('.comment', { hasText: '還有一句話要說' }).waitFor();
		await expect.poll(() => box.inputValue()).toBe('');

		const stranger = await phone.newPage();
		await stranger.goto(theirs.origin);
		await stranger.waitForSelector('iframe');
		await stranger.waitForTimeout(1_000);
		const inside = stranger.frames().find((one) => one !== stranger.mainFrame());
		expect(await inside?.content().catch(() => '')).not.toContain('composer');
		expect(await stranger.locator('b').textContent()).toBe('');
		const answer = await fetch(`${product.url}/embed/en.dark/thread/1`);
		expect(answer.headers.get('x-frame-options')).toBeNull();
		expect(answer.headers.get('content-security-policy')).toContain(`frame-ancestors 'self' ${ours.origin}`);
		expect(answer.headers.get('content-security-policy')).not.toContain(theirs.origin);
		const whole = await fetch(`${product.url}/community/elsewhere/1`);
		expect(whole.headers.get('x-frame-options')).toBe('SAMEORIGIN');
		expect(await whole.text()).toMatch(/<link rel="canonical" href="http:\/\/127\.0\.0\.1:\d+\/vat"/);
		// A shop on a neighbouring host is the same site to a browser: her cookie comes along, and the frame knows her as little.
		const cookie = (await mei.context().cookies(product.url)).map(({ name, value }) => `${name}=${value}`).join('; ');
		const read = async (path: string, headers = {}) => (await fetch(product.url + path, { headers })).text();
		expect(await read('/community/elsewhere/1', { cookie })).not.toBe(await read('/community/elsewhere/1'));
		const framed = '/embed/en.dark/thread/1';
		expect(await read(framed, { cookie })).toBe(await read(framed));
		await shop.close();
		await stranger.close();
	} finally {
		ours.server.close();
		theirs.server.close();
	}
});

it('takes everything along as a file that a program reads', async () => {
	const [download] = await Promise.all([
		mei.waitForEvent('download'),
		mei.locator('a[href="/account/privacy/archive"]').click(),
	]);
	const archive = JSON.parse(readFileSync(await download.path(), 'utf8')) as { data: Record<string, unknown[]> };
	expect(archive.data['membership.profile']).toMatchObject([{ name: '陳美惠', email }]);
	expect(archive.data['membership.consents']?.length).toBeGreaterThan(2);
	expect(JSON.stringify(archive)).not.toMatch(/"digest"|scrypt/);
});

it('reads offline what she read before, as anybody may read it, and nothing of it stays when she leaves', async () => {
	const { pathname } = await article();
	const kept = () =>
		mei.evaluate(async (path) => (await (await caches.open('pages-1')).match(path))?.text() ?? '', pathname);
	await mei.goto(product.url + pathname);
	await expect.poll(kept).toContain('黑豆、鹽、水');
	expect(await kept()).not.toContain('陳美惠');
	// What is for members is not kept.
	await mei.goto(`${product.url}${(await article('members')).pathname}`);
	await mei.waitForTimeout(1_000);
	expect(await mei.evaluate(async () => (await (await caches.open('pages-1')).keys()).length)).toBe(1);
	await phone.setOffline(true);
	await mei.goto(product.url + pathname);
	expect(await mei.locator('main').innerText()).toContain('黑豆、鹽、水');
	await mei.goto(`${product.url}/community`);
	expect(await mei.locator('h1').innerText()).toBe('現在沒有網路');
	await mei.getByRole('link', { name: '為什麼要等兩年' }).waitFor();
	await phone.setOffline(false);
	await mei.goto(`${product.url}/account/privacy`);
});

it('asks to be let go, may think again, asks anew, and is gone when the owner does it', async () => {
	const ask = async () => {
		await mei.locator('input[name="kind"][value="delete"]').check();
		await press('送出');
		await mei.getByRole('button', { name: '收回' }).waitFor();
	};
	await ask();
	await press('收回');
	await mei.getByRole('button', { name: '收回' }).waitFor({ state: 'detached' });
	await ask();
	const desk = await (await owner.get('/console/members/privacy')).text();
	expect(desk).toContain('陳美惠');
	const request = /name="request" value="(\d+)"/.exec(desk)?.[1] ?? '';
	const done = await owner.post('/console/members/privacy?/decide', { request, decision: 'done', answer: '' });
	expect(done.status).toBe(303);
	// The phone is signed out, nobody of that name is here, and the address is free.
	await mei.goto(`${product.url}/account`);
	expect(new URL(mei.url()).pathname).toBe('/login');
	expect(await (await owner.get('/console/members')).text()).not.toContain('陳美惠');
	await mei.goto(`${product.url}/join`);
	await mei.getByLabel('名字').fill('又是我');
	await mei.getByLabel('電子郵件', { exact: true }).fill(email);
	await press('寄驗證碼給我');
	await typeCode(mei, mei.getByLabel('六位數驗證碼'), await codeFor(email), '完成');
	await mei.waitForURL('**/account');
	expect(await mei.locator('main').innerText()).not.toContain('陳美惠');
});

it('leaves nothing of what she read on the phone when she signs out', async () => {
	const { pathname } = await article();
	await mei.goto(product.url + pathname);
	const caches = () => mei.evaluate(() => window.caches.keys());
	await expect.poll(caches).toContain('pages-1');
	await mei.goto(`${product.url}/logout`);
	await mei.locator('main form button').first().click();
	await mei.waitForURL(`${product.url}/`);
	await expect.poll(caches).not.toContain('pages-1');
});
