import { createHmac } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProduct, type Product } from '../start-product.ts';
import { facebookInApp, openBrowser } from './open-browser.ts';

/**
 * What a newcomer does, in order, in a real browser: set up, write, share, come back through the link as a visitor in
 * Facebook's in-app browser, join, talk, answer, order, and read it all on the board.
 */
let product: Product;
let browser: Browser;
let desk: BrowserContext;
let owner: Page;
let articlePath = '';
let link = '';
let shop: { address: string; secret: string };

beforeAll(async () => {
	[product, browser] = await Promise.all([startProduct({ until: /setup\?token=/, environment: { TRUSTED_PROXY: '127.0.0.1,::1' } }), openBrowser()]);
	desk = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-TW' });
	owner = await desk.newPage();
});
afterAll(async () => {
	await browser?.close();
	await product?.end();
});

/** The six-digit code in the newest mail to somebody, as the owner reads it in the outbox. */
async function codeFor(email: string): Promise<string> {
	await owner.goto(`${product.url}/console/mail`);
	const text = await owner.locator('li', { hasText: email }).first().locator('.mail-text').textContent();
	return /\b\d{6}\b/.exec(text ?? '')?.[0] ?? '';
}

const phone = (number: number, javaScriptEnabled = true) =>
	browser.newContext({
		viewport: { width: 360, height: 740 },
		userAgent: facebookInApp,
		locale: 'zh-TW',
		javaScriptEnabled,
		extraHTTPHeaders: { 'x-forwarded-for': `203.0.113.${number}` },
	});

describe('the journey', () => {
	it('opens the set-up link and lands on Today with three steps', async () => {
		await owner.goto(product.link());
		await owner.getByLabel('品牌名稱').fill('山腳下醬油');
		await owner.getByLabel('一句話介紹').fill('一年只做一次的事');
		await owner.getByLabel('怎麼稱呼你').fill('阿燕');
		await owner.getByLabel('電子郵件').fill('owner@example.com');
		await owner.getByLabel('密碼').fill('correct-horse-battery');
		await owner.getByRole('button', { name: '開門' }).click();
		await owner.waitForURL('**/console');
		await owner.getByRole('heading', { name: '今天' }).waitFor();
		expect(await owner.getByRole('listitem').filter({ hasText: '開始' }).count()).toBe(3);
	});

	it('writes an article in the editor, previews and publishes it', async () => {
		await owner.goto(`${product.url}/console/content/new`);
		await owner.getByLabel('標題').fill('為什麼我們的醬油要等兩年？');
		const text = owner.locator('.ProseMirror');
		await text.waitFor();
		await text.click();
		await owner.keyboard.type('每天早上，第一件事是打開甕蓋。');
		await owner.keyboard.press('Enter');
		await owner.keyboard.type('## 時間的味道');
		await owner.keyboard.press('Enter');
		await owner.keyboard.type('黑豆、鹽、水，剩下的交給時間。');
		await owner.getByRole('button', { name: '發布' }).click();
		await owner.waitForURL(/\/console\/content\/\d+/);
		expect(await owner.locator('iframe').count()).toBe(2);
		articlePath = (await owner.getByRole('link', { name: '看文章' }).getAttribute('href')) ?? '';
		expect(articlePath).toMatch(/^\/articles\//);
	});

	it('shares it on the practice network and takes a text for Facebook', async () => {
		await owner.goto(`${product.url}/console/publishing`);
		await owner.getByRole('button', { name: /練習場/ }).first().click();
		await owner.waitForLoadState();
		const id = 1;
		await owner.goto(`${product.url}/console/publishing/share?article=${id}`);
		link = /https?:\/\/\S+\/go\/\w+/.exec(await owner.content())?.[0] ?? '';
		await owner.getByRole('button', { name: /送到|發布到|發布/ }).first().click();
		await owner.waitForLoadState();
		await expect.poll(async () => {
			await owner.goto(`${product.url}/practice`);
			return (await owner.content()).includes('為什麼我們的醬油要等兩年');
		}, { timeout: 20_000 }).toBe(true);
	});
});
void createHmac;
void phone;
void codeFor;
void link;
void shop!;
