import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setUp } from '../set-up.ts';
import { startProduct, type Product } from '../start-product.ts';
import type { Visitor } from '../visitor.ts';
import { facebookInApp, openBrowser } from './open-browser.ts';

/** What a member can do with what is theirs, in a real browser on a phone: join, agree, take it all along, and go. */
let product: Product;
let browser: Browser;
let phone: BrowserContext;
let mei: Page;
let owner: Visitor;
const email = 'mei@example.com';

beforeAll(async () => {
	[product, browser] = await Promise.all([startProduct({ until: /setup\?token=/ }), openBrowser()]);
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
const press = (name: string) => mei.getByRole('button', { name }).first().click();

it('joins with a name, an address and six digits, agrees to news, and sees what was agreed to', async () => {
	await mei.goto(`${product.url}/join?to=/account/privacy`);
	await mei.getByLabel('名字').fill('陳美惠');
	await mei.getByLabel('電子郵件', { exact: true }).fill(email);
	expect(await mei.getByLabel('也用電子郵件告訴我').isChecked()).toBe(false);
	await mei.getByLabel('也用電子郵件告訴我').check();
	await press('寄驗證碼給我');
	await mei.getByLabel('六位數驗證碼').waitFor();
	await mei.getByLabel('六位數驗證碼').fill(await codeFor(email));
	await press('完成');
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
	await mei.getByLabel('六位數驗證碼').fill(await codeFor(email));
	await press('完成');
	await mei.waitForURL('**/account');
	expect(await mei.locator('main').innerText()).not.toContain('陳美惠');
});
