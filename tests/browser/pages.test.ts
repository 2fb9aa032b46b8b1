import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProduct, type Product } from '../start-product.ts';
import { all, lookAt, lookInBoth, looksFor, speak, tab, wordsOf, type Language } from './look-at.ts';
import { openBrowser } from './open-browser.ts';
import { openEmptySite, openFullSite } from './open-sites.ts';
import { addressOf, found, open, own, type Site } from './page-map.ts';

/**
 * Every page of the map, full and empty, as a reader meets it: both themes, phone and desktop, both languages; what is for everybody,
 * without scripts, too. Nothing
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

describe('a full site, without scripts', () => {
	let plain: Page;
	beforeAll(async () => {
		const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
		await context.addCookies([{ name: 'lang', value: 'zh-TW', url: full.product.url }]);
		plain = await context.newPage();
		plain.setDefaultTimeout(15_000);
	});

	/** What the page's main part says, line by line; how long ago something was changes between two looks, and what opens signs to react by is for scripts. */
	const linesOf = async (page: Page): Promise<string[]> =>
		(await page.locator('main').innerText())
			.split('\n')
			.map((line) => line.trim())
			.filter((line) => line && !/前$|剛剛|＋$/.test(line));

	it.each([...open, ...Object.keys(found).filter((name) => !found[name]?.owner)])(
		'%s: all that is said is there, and every form can be sent',
		async (name) => {
			const address = await addressOf(full, name);
			await speak(full.visitor, full.product.url, 'zh-TW');
			await full.visitor.setViewportSize({ width: 360, height: 740 });
			await full.visitor.goto(address);
			await plain.goto(address);
			// A frame is a part of somebody else's page.
			expect(await plain.locator('h1').count()).toBe(/in a frame$/.test(name) ? 0 : 1);
			const said = await linesOf(plain);
			expect(said.length).toBeGreaterThan(0);
			expect((await linesOf(full.visitor)).filter((line) => !said.includes(line))).toEqual([]);
			// A passkey is the browser's own script; its form is not shown.
			const mute = await plain
				.locator('main form:not([action*="passkey"])')
				.evaluateAll((forms) =>
					forms
						.filter(
							(form) =>
								!Array.from((form as HTMLFormElement).elements).some(
									(one) => (one as HTMLButtonElement).type === 'submit' && (one as HTMLElement).offsetParent,
								),
						)
						.map((form) => form.outerHTML.slice(0, 200)),
				);
			expect(mute).toEqual([]);
		},
	);

	/** A form of a page: which one, what is filled in, and what is there when it was sent. */
	const forms: [page: string, form: string, fields: Record<string, string>, then: string][] = [
		['/search', 'form[action="/search"]', { q: '豆油' }, 'main li a'],
		['/newsletter', 'form[action="/newsletter"]', { email: 'plain@example.com' }, 'main h1'],
		['/join', 'form[action*="code"]', { name: '阿樸', email: 'plain-join@example.com' }, 'main [name=code]'],
		['/login', 'form[action*="code"]', { email: 'plain-login@example.com' }, 'main [name=code]'],
		['an article with its thread', 'form[action*="comment"]', { text: '不用程式也能說。' }, 'main [name=email]'],
		['a thread', 'form[action*="comment"]', { text: '這裡也是。' }, 'main [name=email]'],
		['an event', 'form[action*="signUp"]', {}, 'main [name=email]'],
		['/login/link?token=none', 'form', {}, 'main [role=alert], main .notice'],
		['an appeal', 'form', { words: '請再看一次。' }, 'main h1'],
		['choices of a subscriber', 'form', {}, 'main h1'],
		['asked for the newsletter', 'form', {}, 'main h1'],
		['out of the newsletter', 'form', {}, 'main h1'],
		['a conversation in a frame', 'form[action*="comment"]', { text: '框裡的一句話。' }, 'main [name=email]'],
	];
	it.each(forms)('%s: its form does its work', async (name, form, fields, then) => {
		await plain.goto(await addressOf(full, name));
		const before = await linesOf(plain);
		const one = plain.locator(`main ${form}`).first();
		for (const [field, value] of Object.entries(fields)) await one.locator(`[name="${field}"]`).first().fill(value);
		const send = () => one.locator('button:visible').last().click();
		// What is said in a frame goes on at home, in a page of its own.
		const framed = (await one.getAttribute('target')) === '_blank';
		const [next] = framed
			? await Promise.all([plain.waitForEvent('popup'), send()])
			: [plain, await Promise.all([plain.waitForEvent('load'), send()])];
		await next.waitForLoadState('load');
		expect(await next.locator(then).count(), await next.locator('body').innerText()).toBeGreaterThan(0);
		expect(await next.locator('.error-number').count()).toBe(0);
		// Something is said that was not said before.
		expect((await linesOf(next)).filter((line) => !before.includes(line))).not.toEqual([]);
		if (framed) await next.close();
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
