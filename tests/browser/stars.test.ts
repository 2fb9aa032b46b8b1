import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setUp } from '../set-up.ts';
import { startProduct, type Product } from '../start-product.ts';
import type { Visitor } from '../visitor.ts';
import { faultsOf } from './axe.ts';
import { openBrowser } from './open-browser.ts';

/** Rating a product: before joining, by keyboard, without scripts, and again. */
let product: Product;
let browser: Browser;
let owner: Visitor;

beforeAll(async () => {
	[product, browser] = await Promise.all([startProduct({ until: /setup\?token=/ }), openBrowser()]);
	owner = await setUp(product);
	await owner.post('/console/commerce/products?/save', { name: '蔭油', sku: 'soy', price: '320', currency: 'TWD' });
});
afterAll(async () => {
	await browser?.close();
	await product?.end();
});

async function codeFor(address: string): Promise<string> {
	const html = await (await owner.get('/console/mail')).text();
	return /^\s*(\d{6})\s*$/m.exec(html.slice(html.indexOf(address)))?.[1] ?? '';
}

const phone = async (scripts: boolean): Promise<Page> => {
	const viewport = { width: 360, height: 740 };
	const context = await browser.newContext({ viewport, locale: 'zh-TW', javaScriptEnabled: scripts });
	const page = await context.newPage();
	page.setDefaultTimeout(20_000);
	await page.goto(`${product.url}/products/1`);
	return page;
};

it('takes stars by keyboard from whoever joins with them, and counts them on the page', async () => {
	const page = await phone(true);
	await page.getByText('還沒有人評分').waitFor();
	await page.getByLabel('你的留言').fill('瓶口漏了一圈，味道還可以。');
	// Nobody is asked what they got for a question.
	expect(await page.getByLabel('寫這則評價，你得到了什麼？').isVisible()).toBe(false);
	await page.getByRole('radio', { name: '不評分' }).focus();
	for (let step = 0; step < 2; step++) await page.keyboard.press('ArrowRight');
	expect(await page.getByRole('radio', { name: '2 顆星' }).isChecked()).toBe(true);
	expect(await faultsOf(page, 'everything')).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
	await page.getByLabel('電子郵件', { exact: true }).fill('mei@example.com');
	await page.getByRole('button', { name: '送出留言' }).click();
	// What was got for it has to be said; nothing is lost.
	await page.getByLabel('寫這則評價，你得到了什麼？').selectOption('sample');
	expect(await page.getByRole('radio', { name: '2 顆星' }).isChecked()).toBe(true);
	await page.getByLabel('電子郵件', { exact: true }).fill('mei@example.com');
	await page.getByRole('button', { name: '送出留言' }).click();
	await page.getByLabel('六位數驗證碼').waitFor();
	await page.getByLabel('六位數驗證碼').fill(await codeFor('mei@example.com'));
	const comment = page.locator('.comment[role="article"]', { hasText: '瓶口漏了一圈' });
	await comment.getByText('免費獲得商品').waitFor();
	expect(await comment.locator('.given').innerText()).toContain('★★☆☆☆');
	await page.locator('.star-summary').getByText('2.0（1 人評分）').waitFor();
	// Who has given stars is led to theirs.
	await page.getByText('你在這裡評過 2 顆星。').waitFor();
	expect(await faultsOf(page, 'everything')).toEqual([]);
	await page.getByRole('link', { name: '修改你的評價' }).click();
	await page.getByRole('radio', { name: '4 顆星' }).check({ force: true });
	await page.getByRole('button', { name: '儲存修改' }).click();
	await page.locator('.star-summary').getByText('4.0（1 人評分）').waitFor();
	await page.getByRole('link', { name: '4 顆星：1 人' }).click();
	await page.getByText('只看 4 顆星的評價').waitFor();
	expect(await page.locator('.thread > li').count()).toBe(1);
	await page.context().close();
});

it('takes them without scripts, and offers none below what somebody said', async () => {
	const page = await phone(false);
	await page.getByRole('link', { name: /^回覆/ }).first().click();
	expect(await page.getByRole('radio').count()).toBe(0);
	await page.goto(`${product.url}/products/1`);
	await page.getByLabel('你的留言').fill('很好，會再買。');
	await page.getByRole('radio', { name: '5 顆星' }).check({ force: true });
	await page.getByLabel('寫這則評價，你得到了什麼？').selectOption('nothing');
	await page.getByLabel('電子郵件', { exact: true }).fill('lin@example.com');
	await page.getByRole('button', { name: '送出留言' }).click();
	await page.getByLabel('六位數驗證碼').fill(await codeFor('lin@example.com'));
	await page
		.locator('form', { has: page.getByLabel('六位數驗證碼') })
		.getByRole('button')
		.first()
		.click();
	await page.locator('.star-summary').getByText('4.5（2 人評分）').waitFor();
	const list = await (await owner.get('/products')).text();
	expect(list).toContain('4.5（2 人評分）');
	await page.context().close();
});

it('are there again with the words of a draft, and go with them', async () => {
	const page = await phone(true);
	await page.getByLabel('你的留言').fill('用了一半，還在想。');
	await page.getByRole('radio', { name: '3 顆星' }).check({ force: true });
	await page.getByLabel('寫這則評價，你得到了什麼？').selectOption('discount');
	await page.reload();
	await page.getByText('上次還沒送出的內容放回來了').waitFor();
	expect(await page.getByLabel('你的留言').inputValue()).toBe('用了一半，還在想。');
	expect(await page.getByRole('radio', { name: '3 顆星' }).isChecked()).toBe(true);
	expect(await page.getByLabel('寫這則評價，你得到了什麼？').inputValue()).toBe('discount');
	await page.getByRole('button', { name: '清空' }).click();
	expect(await page.getByRole('radio', { name: '不評分' }).isChecked()).toBe(true);
	await page.reload();
	expect(await page.getByRole('radio', { name: '3 顆星' }).isChecked()).toBe(false);
	await page.context().close();
});
