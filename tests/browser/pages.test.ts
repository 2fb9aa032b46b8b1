import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProduct, type Product } from '../start-product.ts';
import { all, lookAt, speak, tab, wordsOf } from './look-at.ts';
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
	'/console/publishing/codes',
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
	'a printed code': {
		from: '/console/publishing/codes',
		link: '.list a[href^="/console/publishing/codes/"]',
		owner: true,
	},
	'a sheet of codes': { from: 'a printed code', link: 'a[href^="/console/publishing/codes/sheet"]', owner: true },
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
