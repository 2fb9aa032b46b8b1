import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setUp } from '../set-up.ts';
import { startProduct, type Product } from '../start-product.ts';
import { visitor, type Visitor } from '../visitor.ts';
import { camera, drawVideo } from './draw-video.ts';
import { openBrowser } from './open-browser.ts';

/**
 * The door of an event: a ticket on one telephone, read by the camera of another, and by the eyes of whoever has none. The browser's camera
 * shows a film of the ticket's code.
 */
let product: Product;
let owner: Visitor;
let guest: Visitor;
let folder: string;
/** The number on the ticket, and where the door is. */
let code = '';
let door = '';
const browsers: Browser[] = [];

/** A telephone of whoever keeps the door, whose camera sees a text as a QR code. */
async function telephone(seen: string) {
	const film = path.join(folder, `${browsers.length}.y4m`);
	drawVideo(film, seen);
	const browser = await openBrowser(...camera(film));
	browsers.push(browser);
	const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'zh-TW' });
	await context.addCookies([...owner.cookies].map(([name, value]) => ({ name, value, url: product.url })));
	const page = await context.newPage();
	page.setDefaultTimeout(20_000);
	return page;
}

async function codeFor(email: string): Promise<string> {
	const mails = await (await owner.get('/console/mail')).text();
	return /^\s*(\d{6})\s*$/m.exec(mails.slice(mails.indexOf(email)))?.[1] ?? '';
}

beforeAll(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'homecourt-door-'));
	product = await startProduct({ until: /setup\?token=/ });
	owner = await setUp(product);
	const hour = (hours: number) => {
		const time = new Date(Date.now() + (hours + 8) * 3_600_000);
		return time.toISOString().slice(0, 16);
	};
	const kept = await owner.post('/console/events/new?/publish', {
		title: '老廠導覽',
		slug: 'tour',
		place: '老廠',
		body_markdown: '看缸。',
		access: 'everybody',
		begins: hour(1),
		ends: hour(3),
	});
	door = `${(kept.headers.get('location') ?? '').replace('?saved', '')}/door`;
	guest = visitor(product.url);
	const email = 'mei@example.com';
	await guest.post('/events/tour?/signUp', { note: '帶小孩' });
	await guest.post('/events/tour?/code', { name: '陳美惠', email, note: '帶小孩' });
	const joined = await guest.post('/events/tour?/join', {
		name: '陳美惠',
		email,
		note: '帶小孩',
		code: await codeFor(email),
	});
	const ticket = await (await guest.get(joined.headers.get('location') ?? '')).text();
	const [main = ''] = /<main[\s\S]*<\/main>/.exec(ticket) ?? [];
	code = (/\b([2-9a-z]{4})-([2-9a-z]{4})\b/i.exec(main.replace(/<[^>]+>/g, ' ')) ?? []).slice(1).join('');
	expect(code).toMatch(/^[2-9a-z]{8}$/i);
}, 240_000);
afterAll(async () => {
	await Promise.all(browsers.map((browser) => browser.close()));
	await product?.end();
	rmSync(folder, { recursive: true, force: true });
});

it('reads a ticket by the camera: its guest is in, with what they wanted the house to know; shown again, it says since when', async () => {
	const page = await telephone(`${product.url}/console/events/door?code=${code.toLowerCase()}`);
	await page.goto(product.url + door);
	await page.getByRole('button', { name: '用相機掃票' }).click();
	await page.getByText('陳美惠，歡迎！').waitFor();
	await page.getByText('備註：帶小孩').first().waitFor();
	await page.getByText('1 人到場').waitFor();
	await page.getByRole('button', { name: '關掉相機' }).click();
	await page.reload();
	await page.getByRole('button', { name: '用相機掃票' }).click();
	await page.getByText(/陳美惠 在 .* 已經報到過了。/).waitFor();
	expect(await page.getByText('1 人到場').count()).toBe(1);
}, 90_000);

it('lets nobody in by what is no ticket', async () => {
	const page = await telephone('https://evil.example/console/events/door?code=aaaaaaaa');
	await page.goto(product.url + door);
	await page.getByRole('button', { name: '用相機掃票' }).click();
	await page.getByText('找不到這張票').waitFor();
	expect(await page.getByText('1 人到場').count()).toBe(1);
}, 60_000);

it('is found by the telephone’s own camera, too: the code leads staff to the door, and nobody else anywhere', async () => {
	const scanned = `/console/events/door?code=${code.toLowerCase()}`;
	expect((await owner.get(scanned)).headers.get('location')).toMatch(new RegExp(`^${door}\\?code=`));
	expect((await guest.get(scanned)).status).toBe(403);
	expect((await visitor(product.url).get(scanned)).status).toBe(303);
});
