import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeProperty, fakeSearchConsole, type FakeSearchConsole } from '../../src/testing/search-console.ts';
import { setUp } from '../set-up.ts';
import { startProduct, type Product } from '../start-product.ts';
import { openBrowser } from './open-browser.ts';

/**
 * Every page of the map, full and empty, as a reader meets it: both themes, phone and desktop, both languages. Nothing
 * that axe finds fault with (WCAG 2.2 AA), nothing to scroll sideways, no error and no breach of the policy in the
 * browser's console, and never a word of the other language.
 */
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const sizes = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } };
type Size = keyof typeof sizes;
type Theme = 'light' | 'dark';
type Language = 'zh-TW' | 'en';

/** A site with its browser: who looks at it as nobody, and who as its owner. */
interface Site {
	product: Product;
	visitor: Page;
	owner: Page;
}
let browser: Browser;
let full: Site;
let empty: Site;
let waiting: Product;
let google: FakeSearchConsole;

const faults = new WeakMap<Page, string[]>();

async function tab(context: BrowserContext): Promise<Page> {
	const page = await context.newPage();
	page.setDefaultTimeout(15_000);
	const found: string[] = [];
	faults.set(page, found);
	page.on('pageerror', (error) => found.push(String(error)));
	page.on('console', (message) => {
		if (message.type() === 'error' || /Content Security Policy/.test(message.text())) found.push(message.text());
	});
	return page;
}

beforeAll(async () => {
	browser = await openBrowser();
	google = await fakeSearchConsole();
	const demo = await startProduct({
		arguments: ['--demo'],
		until: /\/login\/link\?/,
		environment: {
			SEARCH_CONSOLE_URL: google.url,
			GOOGLE_TOKEN_URL: `${google.url}/token`,
			REACHABLE: '127.0.0.1',
		},
	});
	full = {
		product: demo,
		visitor: await tab(await browser.newContext()),
		owner: await tab(await browser.newContext()),
	};
	await full.owner.goto(demo.link());
	await full.owner.locator('main').getByRole('button').first().click();
	await full.owner.waitForURL('**/console');
	await connectSearch(full.owner, demo.url);

	waiting = await startProduct({ until: /setup\?token=/ });
	const bare = await startProduct({ until: /setup\?token=/ });
	// The content of this site is English, so that every Chinese character on it is the interface's.
	const owner = await setUp(bare, {
		name: 'Hill Soy',
		tagline: 'Once a year',
		locale: 'en',
		ownerName: 'Anna',
		email: 'anna@example.com',
	});
	const context = await browser.newContext();
	await context.addCookies([...owner.cookies].map(([name, value]) => ({ name, value, url: bare.url })));
	empty = { product: bare, visitor: await tab(await browser.newContext()), owner: await tab(context) };
});
afterAll(async () => {
	await browser?.close();
	google?.close();
	await Promise.all([full?.product.end(), empty?.product.end(), waiting?.end()]);
});

/** A site that is found: two months of figures, with a page that loses ground. */
async function connectSearch(owner: Page, url: string): Promise<void> {
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
	for (let tries = 0; tries < 50 && !(await owner.locator('.stats').count()); tries++) {
		await owner.waitForTimeout(200);
		await owner.goto(`${url}/console/seo/search`);
	}
	expect(await owner.locator('.stats').count()).toBe(1);
}

async function speak(page: Page, url: string, language: Language): Promise<void> {
	await page.context().addCookies([{ name: 'lang', value: language, url }]);
}

/** Opens an address and says all that is wrong with it. */
async function lookAt(
	page: Page,
	address: string,
	language: Language,
	looks: [Size, Theme][],
	status = 200,
): Promise<string[]> {
	await speak(page, new URL(address).origin, language);
	const found = faults.get(page) as string[];
	found.length = 0;
	const wrong: string[] = [];
	let width: Size | null = null;
	for (const [size, theme] of looks) {
		await page.setViewportSize(sizes[size]);
		// Without motion: a colour on its way to the other theme is nobody's contrast.
		await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
		if (width === null) {
			const answer = await page.goto(address, { waitUntil: 'load' });
			if (answer?.status() !== status) wrong.push(`answered ${answer?.status()}`);
			if (await page.locator('.ProseMirror, .editor').count()) await page.locator('.ProseMirror').first().waitFor();
		}
		width = size;
		const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
		if (wide > 0) wrong.push(`${size}: ${wide} px too wide`);
		const { violations } = await new AxeBuilder({ page }).withTags(wcag).setLegacyMode(true).analyze();
		for (const { id, nodes } of violations)
			wrong.push(
				`${size} ${theme}: ${id}: ${nodes
					.map(
						({ html, any, all }) =>
							`${html.slice(0, 160)} ${[...any, ...all]
								.map(({ message }) => message)
								.join(' ')
								.slice(0, 160)}`,
					)
					.join(' | ')}`,
			);
	}
	const expected = status === 200 ? found : found.filter((text) => !text.includes(`status of ${status}`));
	return [...wrong, ...expected];
}

/** What the page says by itself: its text, titles and labels, without addresses, code and the names of languages. */
const wordsOf = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const said: string[] = [document.title];
		const own = 'script, style, code, pre, .code, [lang]:not(html)';
		const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = walk.nextNode(); node; node = walk.nextNode())
			if (!node.parentElement?.closest(own)) said.push(node.textContent ?? '');
		for (const element of document.querySelectorAll<HTMLElement>('[aria-label], [title], [placeholder], [alt]')) {
			if (!element.closest(own))
				said.push(...['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? ''));
		}
		return said.map((text) => text.trim()).filter(Boolean);
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

const open = [
	'/',
	'/articles',
	'/community',
	'/community/new',
	'/join',
	'/join/notice',
	'/login',
	'/search',
	'/search?q=a',
	'/newsletter',
];
const own = [
	'/account',
	'/account/privacy',
	'/account/second-factor',
	'/account/newsletter',
	'/console',
	'/console/inbox',
	'/console/content',
	'/console/content/new',
	'/console/insight',
	'/console/insight/drops',
	'/console/publishing',
	'/console/mailings',
	'/console/mailings/sending',
	'/console/mailings/subscribers',
	'/console/mailings/topics',
	'/console/mailings/suppressed',
	'/console/members',
	'/console/members/looks',
	'/console/members/import',
	'/console/members/segments',
	'/console/members/segments/new',
	'/console/members/roles',
	'/console/members/privacy',
	'/console/members/privacy/breaches',
	'/console/members/security',
	'/console/commerce',
	'/console/commerce/sources',
	'/console/mail',
	'/console/site',
	'/console/site/look',
	'/console/site/pages',
	'/console/site/pages/new',
	'/console/site/menu',
	'/console/site/contact',
	'/console/site/announcement',
	'/console/site/domain',
	'/console/seo',
	'/console/seo/search',
	'/console/seo/redirects',
	'/console/seo/redirects/import',
	'/console/seo/mentions',
	'/preview/look/home?layout=shop-window&colour=%230f766e',
	'/preview/look/home?layout=plaza&colour=%234f46e5',
	'/console/site/tokens',
	'/practice',
];
/** Pages about one thing are found as a reader finds them: from a list. */
const found: Record<string, { from: string; link: string; owner?: true }> = {
	'an article with its thread': { from: '/articles', link: 'main a[href^="/articles/"]' },
	'a series': { from: '/', link: '.shelf a[href^="/series/"]' },
	'a page of the house': { from: '/', link: 'a[href="/about"]' },
	'a tag': { from: 'an article with its thread', link: 'a[href^="/tags/"]' },
	'a category': { from: '/community', link: 'main h3 a[href^="/community/"]' },
	'a thread': {
		from: 'a category',
		link: 'main li h3 a, main li .talk-title a, main ol a[href*="/community/"], main ul.talk-list a[href*="/community/"]',
	},
	'a member': { from: 'a thread', link: 'a.comment-name' },
	'one comment': { from: 'a thread', link: 'a[href^="/community/comment/"]', owner: true },
	'an article in the editor': {
		from: '/console/content',
		link: 'td a[href^="/console/content/"], th a[href^="/console/content/"]',
		owner: true,
	},
	'an article in search': {
		from: 'an article in the editor',
		link: 'a[href^="/console/seo/articles/"]',
		owner: true,
	},
	'a conversation': { from: '/console/inbox', link: '.list a[href^="/console/inbox/"]', owner: true },
	'a mailing': { from: '/console/mailings', link: 'tbody a[href^="/console/mailings/"]', owner: true },
	'a member in the console': { from: '/console/members', link: 'main th a[href^="/console/members/"]', owner: true },
	'a post of the practice network': { from: '/practice', link: 'a[href^="/practice/posts/"]', owner: true },
	'the preview of an article': { from: 'an article in the editor', link: 'iframe', owner: true },
	'an article to share': {
		from: 'an article in the editor',
		link: 'a[href^="/console/publishing/share"]',
		owner: true,
	},
};
const addresses = new Map<string, string>();

async function addressOf(site: Site, name: string): Promise<string> {
	const known = found[name];
	if (!known) return site.product.url + name;
	const key = `${site.product.port} ${name}`;
	if (!addresses.has(key)) {
		const page = known.owner ? site.owner : site.visitor;
		let from = await addressOf(site, known.from);
		if (name === 'an article to share') from = from.replace(/\d+$/, '1');
		await page.goto(from);
		const link = page.locator(known.link).first();
		const to =
			(await link.getAttribute('href', { timeout: 5_000 }).catch(() => null)) ?? (await link.getAttribute('src'));
		addresses.set(key, new URL(to as string, from).href);
	}
	return addresses.get(key) as string;
}

const all: [Size, Theme][] = [
	['phone', 'light'],
	['phone', 'dark'],
	['desktop', 'light'],
	['desktop', 'dark'],
];

describe('a full site', () => {
	it.each([...open, ...Object.keys(found).filter((name) => !found[name]?.owner)])('%s, for visitors', async (name) => {
		const address = await addressOf(full, name);
		expect(await lookAt(full.visitor, address, 'zh-TW', all)).toEqual([]);
		expect(
			await lookAt(full.visitor, address, 'en', [
				['phone', 'light'],
				['desktop', 'dark'],
			]),
		).toEqual([]);
	});

	it.each([...own, ...Object.keys(found).filter((name) => found[name]?.owner)])('%s, for the owner', async (name) => {
		const address = await addressOf(full, name);
		expect(await lookAt(full.owner, address, 'zh-TW', all)).toEqual([]);
		expect(
			await lookAt(full.owner, address, 'en', [
				['phone', 'light'],
				['desktop', 'dark'],
			]),
		).toEqual([]);
	});

	it('a page that does not exist', async () => {
		expect(await lookAt(full.visitor, `${full.product.url}/nothing-here`, 'zh-TW', all, 404)).toEqual([]);
	});
});

describe('before set-up', () => {
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

describe('an empty site', () => {
	it.each([...open, ...own])('%s', async (name) => {
		const page = own.includes(name) ? empty.owner : empty.visitor;
		expect(
			await lookAt(page, `${empty.product.url}${name}`, 'zh-TW', [
				['phone', 'light'],
				['desktop', 'dark'],
			]),
		).toEqual([]);
	});
});

describe('one language a page', () => {
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

	it.each(['zh-TW', 'en'] as const)('%s everywhere', async (language) => {
		const wrong: string[] = [];
		const other = language === 'en' ? chinese : english;
		const names = [
			...open,
			...own,
			'/nothing-here',
			'/logout',
			'/console/nothing',
			'an article with its thread',
			'an article in the editor',
			'a member in the console',
			'an article to share',
		];
		for (const name of names) {
			const page = open.includes(name) ? empty.visitor : empty.owner;
			await speak(page, empty.product.url, language);
			await page.goto(await addressOf(empty, name));
			for (const text of await wordsOf(page)) {
				const left = written.reduce((rest, one) => rest.replaceAll(one, ''), text);
				if (other.test(left)) wrong.push(`${name}: ${text}`);
			}
		}
		expect(wrong).toEqual([]);
	});
});
