import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProduct, type Product } from '../start-product.ts';
import { lineInApp, openBrowser } from './open-browser.ts';
import { typeCode } from './type-code.ts';

/** A code on paper, from the console to whoever scans it: made, printed, scanned, joined by, switched off. In both languages. */
let product: Product;
let browser: Browser;
let owner: Page;

beforeAll(async () => {
	[product, browser] = await Promise.all([startProduct({ until: /setup\?token=/ }), openBrowser()]);
	owner = await (await browser.newContext({ locale: 'zh-TW' })).newPage();
	owner.setDefaultTimeout(10_000);
	await owner.goto(product.link());
	await owner.getByLabel('品牌名稱').fill('山腳下醬油');
	await owner.getByLabel('怎麼稱呼你').fill('阿燕');
	await owner.getByLabel('電子郵件').fill('owner@example.com');
	await owner.getByLabel('密碼').fill('correct-horse-battery');
	await owner.getByRole('button', { name: '開門' }).click();
	await owner.waitForURL('**/console');
});
afterAll(async () => {
	await browser?.close();
	await product?.end();
});

const words = {
	'zh-TW': {
		name: '櫃檯立牌',
		make: '做好它',
		print: '列印',
		counted: '掃描 1 次，1 人因此加入',
		stop: '停用',
		resume: '再啟用',
		rests: '這個 QR code 已經功成身退',
	},
	en: {
		name: 'Sign by the till',
		make: 'Make it',
		print: 'Print',
		counted: '1 scan, 1 person joined by it',
		stop: 'Switch off',
		resume: 'Switch on again',
		rests: 'This QR code has done its work',
	},
} as const;

async function codeFor(email: string): Promise<string> {
	const page = await owner.context().newPage();
	await page.goto(`${product.url}/console/mail`);
	const text = await page.locator('li', { hasText: email }).first().locator('.mail-text').textContent();
	await page.close();
	return /^\d{6}$/m.exec(text ?? '')?.[0] ?? '';
}

describe.each(['zh-TW', 'en'] as const)('%s', (locale) => {
	const say = words[locale];
	let address = '';

	it('is made, after an address that leads nowhere was refused', async () => {
		await owner.context().addCookies([{ name: 'lang', value: locale, url: product.url }]);
		await owner.goto(`${product.url}/console/publishing/codes`);
		await owner.locator('#name').fill(say.name);
		await owner.locator('#choice').selectOption('');
		await owner.locator('#address').fill('/nothing-here');
		await owner.getByRole('button', { name: say.make }).click();
		await owner.locator('#address-error').waitFor();
		expect(await owner.locator('#name').inputValue()).toBe(say.name);
		await owner.locator('#choice').selectOption('/join');
		await owner.getByRole('button', { name: say.make }).click();
		await owner.waitForURL(/codes\/\d+\?saved/);
		address = (await owner.locator('.address code').textContent()) ?? '';
		expect(address).toMatch(/\/go\/[a-z0-9]{7}$/);
	});

	it('is a file of lines, and a sheet that prints on one page of A4', async () => {
		const file = await owner.request.get(`${owner.url().replace('?saved', '')}/code.svg`);
		expect(file.headers()['content-type']).toBe('image/svg+xml');
		expect(await file.text()).toMatch(/^<svg [^>]*viewBox/);
		const there = owner.url();
		await owner.getByRole('link', { name: say.print, exact: true }).click();
		await owner.locator('.qr-sheet').waitFor();
		for (const [size, cards] of [
			['poster', 1],
			['card', 6],
			['small', 12],
			['sticker', 24],
		] as const) {
			await owner.goto(`${owner.url().split('&')[0]}&size=${size}`);
			expect(await owner.locator('.qr-sheet svg').count()).toBe(cards);
			const paper = (await owner.pdf({ preferCSSPageSize: true })).toString('latin1');
			expect(paper.match(/\/Type\s*\/Page\b/g), size).toHaveLength(1);
			expect(paper).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12]/);
		}
		await owner.goto(there);
	});

	it('brings a member whose first touch it is', async () => {
		const email = `guest-${locale.toLowerCase()}@example.com`;
		const context = await browser.newContext({ locale, userAgent: lineInApp, viewport: { width: 360, height: 740 } });
		const guest = await context.newPage();
		guest.setDefaultTimeout(10_000);
		await guest.goto(address);
		expect(new URL(guest.url()).pathname).toBe('/join');
		await guest.locator('main input[name=name]').fill('小客');
		await guest.locator('main input[name=email]').fill(email);
		await guest.locator('main form button').first().click();
		await guest.locator('main input[name=code]').waitFor();
		await typeCode(guest, guest.locator('main input[name=code]'), await codeFor(email), /./);
		await guest.waitForURL('**/account');
		await owner.reload();
		await owner.getByText(say.counted).waitFor();
		await owner.goto(`${product.url}/console/members`);
		await owner.locator('main th a', { hasText: '小客' }).first().click();
		await owner.getByText(say.name).first().waitFor();
		await owner.goBack();
		await owner.goBack();
		await context.close();
	});

	it('rests kindly, and leads on again', async () => {
		const context = await browser.newContext();
		// Without a choice of theirs, visitors read the house's own language.
		await context.addCookies([{ name: 'lang', value: locale, url: product.url }]);
		const guest = await context.newPage();
		await owner.goto(`${product.url}/console/publishing/codes`);
		await owner.locator('.list a').first().click();
		await owner.getByRole('button', { name: say.stop, exact: true }).click();
		await owner.getByRole('button', { name: say.resume }).waitFor();
		const answer = await guest.goto(address);
		expect(answer?.status()).toBe(200);
		expect(await guest.locator('h1').textContent()).toBe(say.rests);
		expect(await guest.context().cookies()).not.toContainEqual(expect.objectContaining({ name: 'via' }));
		await owner.getByRole('button', { name: say.resume }).click();
		await owner.getByRole('button', { name: say.stop, exact: true }).waitFor();
		await guest.goto(address);
		expect(new URL(guest.url()).pathname).toBe('/join');
	});
});
