import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProduct, type Product } from '../start-product.ts';
import { all, lookAt, lookInBoth, looksFor, speak, tab, wordsOf, type Language } from './look-at.ts';
import { openBrowser } from './open-browser.ts';
import { openEmptySite, openFullSite } from './open-sites.ts';
import { addressOf, found, open, own, type Site } from './page-map.ts';

/**
 * Every page of the map, full and empty, as a reader meets it: both themes, phone and desktop, both languages. Nothing
 * that axe finds fault with (WCAG 2.2 AA), nothing to scroll sideways, no error and no breach of the policy in the
 * browser's console, and never a word of the other language. The owner's
 * pages on a full site are looked at in `working-pages.test.ts`, which runs beside this.
 */
let browser: Browser;
let full: Awaited<ReturnType<typeof openFullSite>>;
let empty: Site;
let waiting: Product;
beforeAll(async () => {
	browser = await openBrowser();
	full = await openFullSite(browser);
	waiting = await startProduct({ until: /setup\?token=/ });
	empty = await openEmptySite(browser);
});
afterAll(async () => {
	await browser?.close();
	await Promise.all([full?.end(), empty?.product.end(), waiting?.end()]);
});

const chinese = /[\p{Script=Han}，。：；「」！？（）]/u;
/** Three English words in a row are a sentence; a brand's name or a word like "webhook" is not. */
const english = /(?:\b[A-Za-z][a-z’']+\b[ ,]+){2}\b[a-z’']+\b/;
/** English that is the site's own content: the first category was named when it was set up. */
const written = [
	'A place for everything',
	'Hill Soy',
	'Once a year',
	'Anna',
	'A word of mine',
	'Fermented for two years',
	'How is it kept',
];

describe('a full site', () => {
	it.each([...open, ...Object.keys(found).filter((name) => !found[name]?.owner)])('%s, for visitors', async (name) => {
		const address = await addressOf(full, name);
		expect(await lookInBoth(full.visitor, address)).toEqual([]);
	});

	it('a page that does not exist', async () => {
		expect(await lookAt(full.visitor, `${full.product.url}/nothing-here`, 'zh-TW', all, { status: 404 })).toEqual([]);
	});
});

describe('before set-up', () => {
	it('says no to a link that was made up', async () => {
		const page = await tab(await browser.newContext());
		const address = `${waiting.url}/setup?token=wrong`;
		expect(await lookAt(page, address, 'zh-TW', all, { status: 403 })).toEqual([]);
	});

	it('the waiting page and the form', async () => {
		const page = await tab(await browser.newContext());
		expect(await lookAt(page, `${waiting.url}/`, 'zh-TW', all)).toEqual([]);
		expect(await lookAt(page, waiting.link(), 'zh-TW', all)).toEqual([]);
		for (const language of ['zh-TW', 'en'] as const) {
			await speak(page, waiting.url, language);
			await page.goto(waiting.link());
			expect((await wordsOf(page)).filter((text) => (language === 'en' ? chinese : english).test(text))).toEqual([]);
		}
	});
});

describe('an empty site, each page in one language', () => {
	it.each([...open, ...own])('%s', async (name) => {
		const page = own.includes(name) ? empty.owner : empty.visitor;
		const address = `${empty.product.url}${name}`;
		expect(await lookAt(page, address, 'zh-TW', looksFor(address).slice(0, 1))).toEqual([]);
		expect(wrongIn('zh-TW', await wordsOf(page))).toEqual([]);
		await speak(page, empty.product.url, 'en');
		await page.goto(address);
		expect(wrongIn('en', await wordsOf(page))).toEqual([]);
	});
});

describe('a site with one article, each page in one language', () => {
	it('is given something to show', async () => {
		const { owner, product } = empty;
		await speak(owner, product.url, 'en');
		await owner.goto(`${product.url}/console/content/new`);
		await owner.locator('.ProseMirror').fill('Fermented for two years.');
		await owner.getByLabel('Title', { exact: true }).fill('Fermented for two years');
		await owner.getByRole('button', { name: 'Publish', exact: true }).click();
		await owner.waitForURL(/\/console\/content\/\d+/);
		await owner.goto(
			await owner.getByRole('link', { name: 'See the article' }).evaluate((link) => (link as HTMLAnchorElement).href),
		);
		await owner.locator('#comment-text').fill('How is it kept?');
		await owner.locator('.composer').getByRole('button').last().click();
		await owner.locator('.comment[role="article"]').first().waitFor();
	});

	/** Where what was written is seen; every other page said the same when the site was empty. */
	it.each([
		'/',
		'/articles',
		'/community',
		'/community/latest',
		'/console',
		'/console/content',
		'/console/inbox',
		'/console/insight',
		'/console/members',
		'/console/publishing',
		'/console/posts',
		'/nothing-here',
		'/logout',
		'/console/nothing',
		'an article with its thread',
		'an article in the editor',
		'a member in the console',
		'an article to share',
	])('%s', async (name) => {
		const page = open.includes(name) ? empty.visitor : empty.owner;
		const address = await addressOf(empty, name);
		for (const language of ['zh-TW', 'en'] as const) {
			await speak(page, empty.product.url, language);
			await page.goto(address);
			expect(wrongIn(language, await wordsOf(page))).toEqual([]);
		}
	});
});

/** What a page says in the other language, leaving out what people wrote on the site. */
function wrongIn(language: Language, said: readonly string[]): string[] {
	const other = language === 'en' ? chinese : english;
	return said.filter((text) => other.test(written.reduce((rest, one) => rest.replaceAll(one, ''), text)));
}
