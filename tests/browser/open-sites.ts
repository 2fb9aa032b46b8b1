import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { fakeProperty, fakeSearchConsole, type FakeSearchConsole } from '../../src/testing/search-console.ts';
import { setUp } from '../set-up.ts';
import { startProduct } from '../start-product.ts';
import { tab } from './look-at.ts';
import type { Site } from './page-map.ts';

/** A site with everything: the sample brand, with what its story leaves out, which is found in search. `end` stops it. */
export async function openFullSite(browser: Browser): Promise<Site & { end(): Promise<void> }> {
	const google = await fakeSearchConsole();
	const product = await startProduct({
		arguments: ['--demo'],
		until: /\/login\/link\?/,
		environment: {
			SEARCH_CONSOLE_URL: google.url,
			GOOGLE_TOKEN_URL: `${google.url}/token`,
			REACHABLE: '127.0.0.1',
		},
	});
	const visitor = await tab(await browser.newContext());
	const owner = await tab(await browser.newContext());
	await owner.goto(product.link());
	await owner.locator('main').getByRole('button').first().click();
	await owner.waitForURL('**/console');
	await connectSearch(google, owner, product.url);
	const { stdout } = await promisify(execFile)(process.execPath, [path.join(import.meta.dirname, 'tell-more.ts')], {
		env: { ...process.env, PORT: String(product.port), HOMECOURT_DATA: product.data, LOG_LEVEL: 'warn' },
	});
	await seeFigures(owner, product.url);
	return {
		product,
		visitor,
		owner,
		told: JSON.parse(stdout) as Record<string, string>,
		async end() {
			google.close();
			await product.end();
		},
	};
}

/** A site on which nothing was written yet. */
export async function openEmptySite(browser: Browser): Promise<Site> {
	const product = await startProduct({ until: /setup\?token=/ });
	// The content of this site is English, so that every Chinese character on it is the interface's.
	const owner = await setUp(product, {
		name: 'Hill Soy',
		tagline: 'Once a year',
		locale: 'en',
		ownerName: 'Anna',
		email: 'anna@example.com',
	});
	const context = await browser.newContext();
	await context.addCookies([...owner.cookies].map(([name, value]) => ({ name, value, url: product.url })));
	return { product, visitor: await tab(await browser.newContext()), owner: await tab(context), told: {} };
}

/** A site that is found: two months of figures, with a page that loses ground. */
async function connectSearch(google: FakeSearchConsole, owner: Page, url: string): Promise<void> {
	for (let back = 58; back >= 2; back--) {
		const day = new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
		const late = back < 30;
		const said = { day, clicks: late ? 1 : 4, impressions: 90, position: late ? 8 : 2 };
		google.add({ ...said, page: `${url}/articles/none`, query: '黑豆蔭油 推薦' });
		google.add({ ...said, page: `${url}/`, query: '燕埕豆油', clicks: 5, position: 1 });
	}
	await owner.goto(`${url}/console/seo/search`);
	await owner.locator('[name=property]').fill(fakeProperty);
	await owner.locator('[name=key]').fill(google.serviceKey);
	await owner.locator('main form').getByRole('button').first().click();
	// Whoever goes on before the answer is there takes the question back.
	await owner.waitForURL(/done=connected/);
}

/** Until the figures are there: two questions and a transaction for each of sixty days, after the pictures that are being made already. */
async function seeFigures(owner: Page, url: string): Promise<void> {
	await vi.waitFor(
		async () => {
			await owner.goto(`${url}/console/seo/search`);
			// What the page says instead tells why.
			expect(await owner.locator('.stats').count(), await owner.locator('main').innerText()).toBe(1);
		},
		{ timeout: 240_000, interval: 2_000 },
	);
}
