import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insightText } from '#insight/messages/index.ts';
import type { Locale } from '#platform/language/locale.ts';
import { sign } from '#platform/signature.ts';
import { startProduct, type Product } from '../start-product.ts';
import { wordsIn, type Words } from './journey-words.ts';
import { facebookInApp, openBrowser } from './open-browser.ts';
import { typeCode } from './type-code.ts';

/**
 * What a newcomer does, in order, in a real browser: set up, write, share, come back through the link as a visitor in
 * Facebook's in-app browser, join, talk, answer, order, and read it all on the board. The owner sits at a desk, or has
 * nothing but a phone.
 */
const handset = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
const desks = [
	{ name: 'on a phone, in Chinese', locale: 'zh-TW' as const, desk: handset },
	{ name: 'at a desk, in English', locale: 'en' as const, desk: { viewport: { width: 1280, height: 900 } } },
];
const title = '為什麼我們的醬油要等兩年？';

describe.each(desks)('$name', ({ locale, desk }) => {
	const words = wordsIn(locale);
	const comments = (home: number, back: number) => insightText(locale)('board.comments-split', { home, back });
	let product: Product;
	let browser: Browser;
	let owner: Page;
	let articlePath = '';
	/** The tracked links, by where they are: in the post of the practice network, and in the text for Facebook. */
	let linkInPost = '';
	let linkToPaste = '';

	beforeAll(async () => {
		const environment = { TRUSTED_PROXY: '127.0.0.1,::1' };
		[product, browser] = await Promise.all([startProduct({ until: /setup\?token=/, environment }), openBrowser()]);
		const context = await browser.newContext({ ...desk, locale });
		await context.addCookies([{ name: 'lang', value: locale, url: product.url }]);
		owner = await context.newPage();
		owner.setDefaultTimeout(20_000);
	});
	afterAll(async () => {
		await browser?.close();
		await product?.end();
	});

	/** The six-digit code in the newest mail to somebody, as the owner reads it in the outbox. */
	async function codeFor(email: string): Promise<string> {
		await go('/console/mail');
		const text = await owner.locator('li', { hasText: email }).first().locator('.mail-text').textContent();
		const code = /^\d{6}$/m.exec(text ?? '')?.[0];
		if (!code) throw new Error(`No code in the mail to ${email}: ${text}`);
		return code;
	}

	interface Phone {
		/** The last number of the visitor's address; one visitor each. */
		address: number;
		scripts?: boolean;
		speaks?: Locale;
	}

	/** A phone of 360 px in Facebook's in-app browser. */
	async function phone({ address, scripts = true, speaks = locale }: Phone): Promise<Page> {
		const context = await browser.newContext({
			viewport: { width: 360, height: 740 },
			userAgent: facebookInApp,
			locale: speaks,
			javaScriptEnabled: scripts,
			extraHTTPHeaders: { 'x-forwarded-for': `203.0.113.${address}` },
		});
		const page = await context.newPage();
		page.setDefaultTimeout(20_000);
		return page;
	}

	/** Opens a page of one's own, on which nothing may stand out of the screen. */
	async function go(where: string): Promise<void> {
		await owner.goto(product.url + where);
		await fits(owner);
	}

	async function fits(page: Page): Promise<void> {
		const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
		expect(wide, `${page.url()} is too wide`).toBeLessThanOrEqual(0);
	}

	const path = (page: Page): string => decodeURIComponent(new URL(page.url()).pathname);

	/** Presses a button of a plain form and waits for the page that answers. */
	async function press(page: Page, name: string | RegExp): Promise<void> {
		await Promise.all([
			page.waitForResponse((response) => response.request().isNavigationRequest() && response.status() !== 303),
			page.getByRole('button', { name }).first().click(),
		]);
		await page.waitForLoadState('domcontentloaded');
	}

	describe('the journey', () => {
		it('opens the set-up link and lands on Today with three steps', async () => {
			await go(new URL(product.link()).pathname + new URL(product.link()).search);
			await owner.getByLabel(words.brand).fill('山腳下醬油');
			await owner.getByLabel(words.language).selectOption(locale);
			await owner.getByLabel(words.tagline).fill('一年只做一次的事');
			await owner.getByLabel(words.owner).fill('阿燕');
			await owner.getByLabel(words.ownerEmail).fill('owner@example.com');
			await owner.getByLabel(words.password).fill('correct-horse-battery');
			await owner.getByRole('button', { name: words.open }).click();
			await owner.waitForURL('**/console');
			await owner.getByRole('heading', { name: words.today, level: 1 }).waitFor();
			for (const step of words.steps) expect(await owner.getByText(step).count(), step).toBeGreaterThan(0);
		});

		it('writes an article in the editor, with a heading, a list, a quote, a link and a picture, and publishes it', async () => {
			await go('/console/content/new');
			const text = owner.locator('.ProseMirror');
			await text.waitFor();
			await owner.getByLabel(words.title, { exact: true }).fill(title);
			await text.click();
			await owner.keyboard.type('每天早上，第一件事是打開甕蓋。');
			await owner.keyboard.press('Enter');
			await owner.keyboard.type('## 時間的味道');
			await owner.keyboard.press('Enter');
			await owner.keyboard.type('> 急不得。');
			await owner.keyboard.press('Enter');
			await owner.keyboard.press('Enter');
			await owner.keyboard.type('- 黑豆');
			await owner.keyboard.press('Enter');
			await owner.keyboard.type('鹽');
			await owner.keyboard.press('Enter');
			await owner.keyboard.press('Enter');
			await owner.getByRole('button', { name: words.link, exact: true }).click();
			await owner.getByRole('textbox', { name: words.linkAddress }).fill('https://example.com/soy');
			await owner.getByRole('button', { name: words.linkApply }).click();
			const picture = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#5a2a12' } })
				.jpeg()
				.toBuffer();
			await owner
				.locator('input[type=file]')
				.setInputFiles({ name: 'jar.jpg', mimeType: 'image/jpeg', buffer: picture });
			await owner.getByLabel(words.alt).fill('院子裡的一排陶甕');
			await owner.getByLabel(words.caption).fill('第三百零二天');
			await owner.getByRole('button', { name: words.publish, exact: true }).click();
			await owner.waitForURL(/\/console\/content\/\d+/);
			articlePath = (await owner.getByRole('link', { name: words.read }).getAttribute('href')) ?? '';
			expect(articlePath).toMatch(/^\/articles\//);
		});

		it('shows the preview for phone and desktop', async () => {
			expect(await owner.locator('iframe').count()).toBe(2);
			for (const frame of [words.phone, words.desktop]) {
				await owner.locator(`iframe[title="${frame}"]`).scrollIntoViewIfNeeded();
				await owner.frameLocator(`iframe[title="${frame}"]`).getByRole('heading', { name: title }).waitFor();
			}
		});

		it('stands at its address, readable without scripts', async () => {
			const reader = await (
				await browser.newContext({
					javaScriptEnabled: false,
					extraHTTPHeaders: { 'x-forwarded-for': '203.0.113.250' },
					userAgent: 'Googlebot/2.1 (+http://www.google.com/bot.html)',
				})
			).newPage();
			await reader.goto(`${product.url}${articlePath}`);
			await reader.getByRole('heading', { name: title, level: 1 }).waitFor();
			await reader.getByRole('heading', { name: '時間的味道', level: 2 }).waitFor();
			expect(await reader.locator('blockquote').textContent()).toContain('急不得');
			expect(await reader.locator('.prose ul li').allTextContents()).toEqual(['黑豆', '鹽']);
			expect(await reader.locator('.prose a[href="https://example.com/soy"]').count()).toBe(1);
			const picture = reader.getByRole('img', { name: '院子裡的一排陶甕' });
			expect(await picture.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
			expect(await reader.getByText('第三百零二天').count()).toBe(1);
			await reader.context().close();
		});

		it('shares it on the practice network and takes a text with a tracked link for Facebook', async () => {
			await go('/console/publishing');
			await press(owner, words.practice);
			await go('/console/content');
			await owner.getByRole('link', { name: title }).first().click();
			await owner.getByRole('link', { name: words.share }).click();
			await press(owner, words.paste);
			linkToPaste = /https?:\/\/[^\s<"]+\/go\/\w+/.exec(await owner.locator('#paste textarea').inputValue())?.[0] ?? '';
			expect(linkToPaste).toMatch(/\/go\/\w+$/);
			await owner.getByLabel(words.post).fill('兩年的等待，一瓶說不完的故事。');
			await press(owner, words.send);
			await expect
				.poll(
					async () => {
						await go('/practice');
						return owner.getByText('兩年的等待').count();
					},
					{ timeout: 30_000 },
				)
				.toBe(1);
			linkInPost = (await owner.locator('a[href*="/go/"]').first().getAttribute('href')) ?? '';
			expect(linkInPost).not.toBe(linkToPaste);
		});
	});

	/** Comes through a link, reads, writes before joining, joins in the same page, and finds the comment there. */
	async function comesAndJoins(
		visitor: Page,
		link: string,
		who: { name: string; email: string; says: string },
		{ comment: label, ...said }: Words,
	): Promise<void> {
		await visitor.goto(link);
		await fits(visitor);
		expect(path(visitor)).toBe(decodeURIComponent(articlePath));
		await visitor.getByRole('heading', { name: title, level: 1 }).waitFor();
		await visitor.getByLabel(label).fill(who.says);
		await press(visitor, said.sendComment);
		expect(path(visitor)).toBe(decodeURIComponent(articlePath));
		expect(await visitor.getByText(who.says).count()).toBe(1);
		await visitor.getByLabel(said.name, { exact: true }).fill(who.name);
		await visitor.getByLabel(said.email, { exact: true }).fill(who.email);
		await press(visitor, said.mail);
		expect(path(visitor)).toBe(decodeURIComponent(articlePath));
		await typeCode(visitor, visitor.getByLabel(said.code), await codeFor(who.email), said.done);
		expect(path(visitor)).toBe(decodeURIComponent(articlePath));
		const comment = visitor.locator('.comment[role="article"]', { hasText: who.says });
		expect(await comment.count()).toBe(1);
		expect(await comment.locator('.comment-name').textContent()).toBe(who.name);
		await visitor.context().close();
	}

	describe('a visitor from the post', () => {
		it('reads, writes, joins and finds the comment posted', async () => {
			await comesAndJoins(
				await phone({ address: 10 }),
				linkInPost,
				{ name: '美玲', email: 'mei@example.com', says: '我家用了三年，最喜歡拿來滷豆腐。' },
				words,
			);
		});

		it('is counted once on the way: one visit, one member, one comment', async () => {
			await expect.poll(() => boardRow(0), { timeout: 30_000 }).toEqual(['1', '1', comments(1, 0), '0', '–']);
			await expect.poll(() => boardRow(1), { timeout: 30_000 }).toEqual(['1', '1', comments(1, 0), '0', '–']);
		});
	});

	/** Visits, members, comments, orders and revenue of the first row of a table of the board: 0 the articles', 1 the posts'. */
	async function boardRow(table: number): Promise<string[]> {
		await go('/console/insight');
		const cells = await owner
			.locator('table')
			.filter({ has: owner.locator(`th:text-is("${words.revenue}")`) })
			.nth(table)
			.locator('tbody tr')
			.first()
			.locator('td')
			.allTextContents();
		return cells.slice(1).map((cell) => cell.trim());
	}

	describe('the conversation on both sides', () => {
		it('brings a follower’s comment home: in the inbox, and under the article with its origin', async () => {
			await go('/practice');
			await owner.getByRole('link', { name: words.openPost }).click();
			await owner.waitForURL(/\/practice\/posts\/\d+/);
			await owner.locator('#text-new').fill('請問有小瓶裝嗎？');
			await press(owner, new RegExp(`^${words.saysThere}$`));
			// It would come by itself within a minute; somebody who looks now need not wait.
			await go('/console/publishing');
			await press(owner, words.collect);
			await expect
				.poll(
					async () => {
						await go('/console/inbox');
						return owner.getByText('請問有小瓶裝嗎？').count();
					},
					{ timeout: 90_000, interval: 1_000 },
				)
				.toBeGreaterThan(0);
			await expect
				.poll(
					async () => {
						await go(articlePath);
						return owner
							.locator('.comment[role="article"]', { hasText: '請問有小瓶裝嗎？' })
							.getByText(words.origin)
							.count();
					},
					{ timeout: 20_000 },
				)
				.toBe(1);
		});

		it('takes the answer written at home back to the network', async () => {
			await go('/console/inbox');
			await owner.getByRole('link', { name: /請問有小瓶裝嗎/ }).click();
			await owner.waitForURL(/\/console\/inbox\/\d+/);
			await owner.getByLabel(words.answer).fill('有的，一百五十毫升，下週上架。');
			await press(owner, words.sendAnswer);
			await expect
				.poll(
					async () => {
						await go('/practice');
						await owner.getByRole('link', { name: words.openPost }).click();
						await owner.waitForURL(/\/practice\/posts\/\d+/);
						return owner.locator('#comments').getByText('有的，一百五十毫升').count();
					},
					{ timeout: 30_000 },
				)
				.toBe(1);
			await go(articlePath);
			expect(await owner.locator('.comment[role="article"]', { hasText: '有的，一百五十毫升' }).count()).toBe(1);
		});
	});

	describe('an order', () => {
		it('arrives by a signed webhook, is refused with a wrong signature, and is counted once however often it is sent', async () => {
			await go('/console/commerce/sources');
			await owner.getByLabel(words.shop).fill('自己的商店');
			await owner.getByLabel(words.handle).fill('shop');
			await press(owner, words.connect);
			const secret = (await owner.locator('.notice code').first().textContent()) ?? '';
			const now = new Date();
			const body = JSON.stringify({
				id: 'evt-1',
				type: 'order.paid',
				occurred: now.toISOString(),
				order: {
					id: 'A-1001',
					email: 'mei@example.com',
					currency: 'TWD',
					total: 1280,
					placed: now.toISOString(),
					items: [{ sku: 'clear', name: '壺底蔭油清', quantity: 4, amount: 1280 }],
				},
			});
			const send = (signature: string) =>
				fetch(`${product.url}/webhooks/orders/shop`, {
					method: 'POST',
					body,
					headers: { 'content-type': 'application/json', 'homecourt-signature': signature },
				});
			expect((await send(sign('not the secret', body, now))).status).toBe(401);
			expect((await send(sign(secret, body, now))).ok).toBe(true);
			expect((await send(sign(secret, body, now))).ok).toBe(true);
			await go('/console/commerce');
			expect(await owner.locator('tbody tr').count()).toBe(1);
			expect(await owner.locator('tbody tr').textContent()).toContain('美玲');
		});
	});

	describe('the board', () => {
		it('shows one visit, one member, the comments, one order and its revenue, for the article and for the post', async () => {
			await expect.poll(() => boardRow(0), { timeout: 30_000 }).toEqual(['1', '1', comments(1, 1), '1', 'NT$1,280']);
			expect(await boardRow(1)).toEqual(['1', '1', comments(1, 1), '1', 'NT$1,280']);
		});

		it('says why a hit was not counted: the robot, and the owner', async () => {
			await go('/console/insight/drops');
			const rows = await owner.locator('tbody tr').allTextContents();
			expect(
				rows.some((row) => row.includes(words.robot) && /googlebot/i.test(row)),
				rows.join('\n'),
			).toBe(true);
			expect(
				rows.some((row) => row.includes(words.staff)),
				rows.join('\n'),
			).toBe(true);
		});
	});

	describe('other visitors', () => {
		it('does the same without scripts', async () => {
			await comesAndJoins(
				await phone({ address: 11, scripts: false }),
				linkToPaste,
				{ name: '阿德', email: 'de@example.com', says: '沒有程式也能留言。' },
				words,
			);
		});

		it('does the same in the other language', async () => {
			const other = locale === 'en' ? 'zh-TW' : 'en';
			const visitor = await phone({ address: 12, speaks: other });
			await visitor.context().addCookies([{ name: 'lang', value: other, url: product.url }]);
			await comesAndJoins(
				visitor,
				linkToPaste,
				{ name: 'Ruth', email: 'ruth@example.com', says: 'Does it keep after opening?' },
				wordsIn(other),
			);
		});

		it('is counted, each once', async () => {
			await expect.poll(() => boardRow(0), { timeout: 30_000 }).toEqual(['3', '3', comments(3, 1), '1', 'NT$1,280']);
			expect(await boardRow(1)).toEqual(['1', '1', comments(1, 1), '1', 'NT$1,280']);
		});
	});

	describe('stop and start', () => {
		it('keeps everything', async () => {
			expect(await product.stop()).toBe(0);
			product = await startProduct({
				data: product.data,
				port: product.port,
				environment: { TRUSTED_PROXY: '127.0.0.1,::1' },
			});
			expect(await boardRow(0)).toEqual(['3', '3', comments(3, 1), '1', 'NT$1,280']);
		});
	});
});
