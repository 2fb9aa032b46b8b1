import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setUp } from '../set-up.ts';
import { startProduct, type Product } from '../start-product.ts';
import { openBrowser } from './open-browser.ts';
import { typeCode } from './type-code.ts';

/**
 * An article in a house that reviews, in a real browser and in order: an author writes it and hands it in, an editor says
 * what is missing, it is published, a change of it is proposed, given back, and approved, and the former text is restored.
 */
let product: Product;
let browser: Browser;
let owner: Page;
let author: Page;
/** Who reads: without an account, and without scripts. */
let reader: Page;
let article = '';
let address = '';

const email = 'ying@example.com';
const first = '每天早上打開甕蓋。';
const asked = '請寫是哪一種豆子。';
const second = '每天早上打開黑豆的甕蓋。';

beforeAll(async () => {
	[product, browser] = await Promise.all([startProduct({ until: /setup\?token=/ }), openBrowser()]);
	const { cookies } = await setUp(product);
	[owner, author, reader] = [await desk(), await desk(), await desk(false)];
	await owner.context().addCookies([...cookies].map(([name, value]) => ({ name, value, url: product.url })));
});
afterAll(async () => {
	await browser?.close();
	await product?.end();
});

async function desk(javaScriptEnabled = true): Promise<Page> {
	const viewport = { width: 1280, height: 900 };
	const page = await (await browser.newContext({ viewport, locale: 'zh-TW', javaScriptEnabled })).newPage();
	page.setDefaultTimeout(20_000);
	page.on('dialog', (dialog) => void dialog.accept());
	return page;
}

/** Presses a button of a form, the one of this name or this one, and waits for the page that answers. */
async function press(page: Page, button: string | Locator): Promise<void> {
	const found = typeof button === 'string' ? page.getByRole('button', { name: button, exact: true }).first() : button;
	await Promise.all([
		page.waitForResponse((response) => response.request().isNavigationRequest() && response.status() !== 303),
		found.click(),
	]);
	await page.waitForLoadState('load');
}

/** The text of the editor becomes this. */
async function type(page: Page, text: string): Promise<void> {
	const area = page.locator('.ProseMirror');
	await area.waitFor();
	await area.click();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type(text);
	await expect.poll(() => page.locator('input[name=body]').inputValue()).toContain(text);
}

/** What stands at the article's address for everybody. */
async function read(): Promise<string> {
	await reader.goto(product.url + address);
	return (await reader.locator('.prose').first().textContent()) ?? '';
}

describe('an author', () => {
	it('is invited to a house that reviews what authors write', async () => {
		const reviews = owner.getByLabel('作者的文章要編輯核准才能公開');
		await owner.goto(`${product.url}/console/content`);
		// Whoever is quicker than the page's script ticks it once more.
		await expect
			.poll(async () => {
				await reviews.check();
				await press(owner, owner.locator('form[action="?/desk"] button'));
				await owner.goto(`${product.url}/console/content`);
				return reviews.isChecked();
			})
			.toBe(true);
		await owner.goto(`${product.url}/console/members/joining`);
		await owner.locator('#invite-email').fill(email);
		await owner.locator('#invite-role').selectOption('author');
		await press(owner, '建立邀請');
		const link = (await owner.locator('.notice code').textContent()) ?? '';
		await author.goto(link);
		await author.getByLabel('名字', { exact: true }).fill('阿盈');
		await author.getByLabel('電子郵件', { exact: true }).fill(email);
		await press(author, '寄驗證碼給我');
		await owner.goto(`${product.url}/console/mail`);
		const mail = await owner.locator('li', { hasText: email }).first().locator('.mail-text').textContent();
		const code = /^\d{6}$/m.exec(mail ?? '')?.[0] ?? '';
		await typeCode(author, author.getByLabel('六位數驗證碼'), code, '完成');
		await author.goto(`${product.url}/console/content/new`);
		await author.locator('.ProseMirror').waitFor();
	});

	it('writes and hands in, but does not publish', async () => {
		await author.getByLabel('標題', { exact: true }).fill('甕');
		await type(author, first);
		expect(await author.getByRole('button', { name: '發布', exact: true }).count()).toBe(0);
		await author.getByText('公開之前要先送審').waitFor();
		await press(author, '儲存草稿');
		await author.waitForURL(/\/console\/content\/\d+/);
		article = new URL(author.url()).pathname;
		await press(author, '送審');
		await author.getByText('阿盈').first().waitFor();
	});
});

describe('an editor', () => {
	it('says something, and approves: then its author publishes', async () => {
		await owner.goto(product.url + article);
		await owner.getByLabel('留話').fill('寫得好，先這樣公開。');
		await press(owner, '留話');
		await owner.getByText('寫得好，先這樣公開。').waitFor();
		await press(owner, '核准');
		await author.goto(product.url + article);
		await author.getByText('寫得好，先這樣公開。').waitFor();
		await press(author, '發布');
		address = (await author.getByRole('link', { name: '看文章' }).getAttribute('href')) ?? '';
		expect(address).toMatch(/^\/articles\//);
		expect(await read()).toBe(first);
	});
});

describe('a change of what readers see', () => {
	it('is proposed, and seen by nobody else yet', async () => {
		await author.goto(product.url + article);
		expect(await author.getByRole('button', { name: '更新文章' }).count()).toBe(0);
		await type(author, `${first}再等。`);
		await press(author, '提出修改');
		expect(await read()).toBe(first);
	});

	it('is given back with a word, and proposed again', async () => {
		await owner.goto(product.url + article);
		await owner.getByRole('link', { name: '看修改' }).click();
		await owner.waitForURL(/\/proposal$/);
		expect(await owner.locator('.difference ins').allTextContents()).toEqual([expect.stringContaining('再等。')]);
		await owner.getByLabel('留話').fill(asked);
		await press(owner, '退回');
		await author.goto(product.url + article);
		await author.getByRole('link', { name: '看修改' }).click();
		await author.getByText(asked).waitFor();
		await author.getByRole('link', { name: '繼續改' }).click();
		await author.waitForURL(/\?kept/);
		await type(author, second);
		await press(author, '提出修改');
		expect(await read()).toBe(first);
	});

	it('is approved: readers see it from then on', async () => {
		await owner.goto(`${product.url}${article}/proposal`);
		await owner.getByText(asked).waitFor();
		await press(owner, '核准並公開');
		expect(await read()).toBe(second);
	});
});

describe('the versions', () => {
	it('tell what is different, and the former one is restored as a new one', async () => {
		await owner.goto(`${product.url}${article}/revisions`);
		const rows = () => owner.locator('tbody th a').allTextContents();
		const before = await rows();
		expect(before.length).toBeGreaterThan(1);
		await owner.getByRole('link', { name: before[0] as string, exact: true }).click();
		await owner.waitForURL(/\/revisions\/\d+$/);
		// In what lists and search engines show of it, which is made of its text, and in the text.
		const added = await owner.locator('.difference ins').allTextContents();
		expect(added).toEqual([expect.stringContaining('黑豆'), expect.stringContaining('黑豆')]);
		await owner.goto(`${product.url}${article}/revisions`);
		await owner.getByRole('link', { name: before[1] as string, exact: true }).click();
		await owner.waitForURL(/\/revisions\/\d+$/);
		await press(owner, '還原成這個版本');
		expect(await read()).toBe(first);
		await owner.goto(`${product.url}${article}/revisions`);
		expect(await rows()).toHaveLength(before.length + 1);
	});
});
