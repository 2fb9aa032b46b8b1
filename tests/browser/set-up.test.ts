import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startProduct, type Product } from '../start-product.ts';
import { openBrowser } from './open-browser.ts';
import { addAuthenticator } from './virtual-authenticator.ts';

/**
 * The first evening of somebody who says everything that the form asks for, on a phone and in English: a logo, the brand's page
 * on Facebook, no password but a passkey (the browser's own virtual device), and the sample brand to look around in.
 */
let product: Product;
let browser: Browser;
let owner: Page;
const facebook = 'https://www.facebook.com/hillsoy';

beforeAll(async () => {
	[product, browser] = await Promise.all([startProduct({ until: /setup\?token=/ }), openBrowser()]);
	const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en' });
	owner = await phone.newPage();
	owner.setDefaultTimeout(20_000);
	await addAuthenticator(owner);
});
afterAll(async () => {
	await browser?.close();
	await product?.end();
});

it('is set up with a logo, a page on Facebook, no password, and the sample brand', async () => {
	await owner.context().addCookies([{ name: 'lang', value: 'en', url: product.url }]);
	await owner.goto(product.link());
	const logo = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#0f766e' } })
		.png()
		.toBuffer();
	await owner.getByLabel('Brand name').fill('Hill Soy');
	await owner.getByLabel('One sentence about it').fill('Once a year');
	await owner.getByLabel('Logo').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: logo });
	await owner.getByLabel('Language of the site').selectOption('en');
	await owner.getByLabel('Address of your Facebook page').fill(facebook);
	await owner.getByLabel('What shall we call you?').fill('Anna');
	await owner.getByLabel('E-mail address').fill('anna@example.com');
	await owner.locator('[name=start][value=sample]').check();
	await owner.getByRole('button', { name: 'Open the doors' }).click();
	await owner.waitForURL('**/console');
	await owner.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
});

it('looks like the brand, and keeps what was said', async () => {
	await owner.goto(`${product.url}/articles`);
	const logo = owner.locator('.site-header .site-brand img');
	expect(await logo.evaluate((picture) => (picture as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
	expect(await owner.locator('.site-brand').textContent()).toContain('Hill Soy');
	await owner.goto(`${product.url}/console/site`);
	expect(await owner.getByLabel('Address of your Facebook page').inputValue()).toBe(facebook);
});

it('is filled with the sample brand while its owner looks on', async () => {
	await expect
		.poll(
			async () => {
				await owner.goto(`${product.url}/articles`);
				return owner.locator('main a[href^="/articles/"]').count();
			},
			{ timeout: 60_000, interval: 500 },
		)
		.toBeGreaterThan(0);
	// What was typed stays: the sample takes neither the name nor the owner's place.
	expect(await owner.locator('.site-brand').textContent()).toContain('Hill Soy');
});

it('adds a passkey, signs out, and comes in again with nothing else', async () => {
	await owner.goto(`${product.url}/account`);
	await owner.getByRole('button', { name: 'Add a passkey on this device' }).click();
	await owner.getByRole('button', { name: 'Remove' }).first().waitFor();
	await owner.goto(`${product.url}/logout`);
	await owner.locator('main').getByRole('button').first().click();
	await owner.waitForURL(`${product.url}/`);
	await owner.goto(`${product.url}/console`);
	await owner.waitForURL('**/login?*');
	await owner.getByText('Sign in with a password or passkey').click();
	await owner.getByRole('button', { name: 'Sign in with passkey' }).click();
	await owner.waitForURL('**/console');
	await owner.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
});
