import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setUp } from '../set-up.ts';
import { startProduct, type Product } from '../start-product.ts';
import type { Visitor } from '../visitor.ts';
import { faultsOf } from './axe.ts';
import { facebookInApp, instagramInApp, lineInApp, openBrowser } from './open-browser.ts';

/** From landing in an in-app browser to a posted comment as a new member: taps and fields are counted by the page itself. */
let product: Product;
let browser: Browser;
let owner: Visitor;
const path = '/articles/soy';

beforeAll(async () => {
	const environment = { TRUSTED_PROXY: '127.0.0.1,::1' };
	[product, browser] = await Promise.all([startProduct({ until: /setup\?token=/, environment }), openBrowser()]);
	owner = await setUp(product);
	await owner.post('/console/content/new?/publish', { title: '下缸的日子', body_markdown: '一句話', slug: 'soy' });
});
afterAll(async () => {
	await browser?.close();
	await product?.end();
});

async function codeFor(address: string): Promise<string> {
	const html = await (await owner.get('/console/mail')).text();
	return /^\s*(\d{6})\s*$/m.exec(html.slice(html.indexOf(address)))?.[1] ?? '';
}

let guests = 0;
/** A phone in an app, with a counter of what fingers really do, kept across pages. */
async function phone(userAgent: string, more: { scripts?: boolean } = {}): Promise<Page> {
	const context = await browser.newContext({
		viewport: { width: 360, height: 740 },
		hasTouch: true,
		isMobile: true,
		userAgent,
		locale: 'zh-TW',
		javaScriptEnabled: more.scripts ?? true,
		extraHTTPHeaders: { 'x-forwarded-for': `203.0.113.${++guests}` },
	});
	const page = await context.newPage();
	page.setDefaultTimeout(20_000);
	await page.addInitScript(() => {
		const count = (what: string, one: string) => {
			const kept = JSON.parse(sessionStorage.getItem(what) ?? '[]') as string[];
			sessionStorage.setItem(what, JSON.stringify([...kept, one]));
		};
		addEventListener(
			'click',
			({ isTrusted, target }) => {
				if (isTrusted) count('taps', (target as HTMLElement).id || (target as HTMLElement).innerText);
			},
			true,
		);
		addEventListener(
			'input',
			({ isTrusted, target }) => {
				if (isTrusted) count('fields', (target as HTMLInputElement).name);
			},
			true,
		);
	});
	return page;
}
const counted = (page: Page) =>
	page.evaluate(() => ({
		taps: JSON.parse(sessionStorage.getItem('taps') ?? '[]') as string[],
		fields: [...new Set(JSON.parse(sessionStorage.getItem('fields') ?? '[]') as string[])],
	}));

/** Types as a thumb does. */
async function type(page: Page, label: string, text: string, delay: number): Promise<void> {
	await page.getByLabel(label, { exact: true }).tap();
	for (const letter of text) {
		await page.keyboard.insertText(letter);
		await page.waitForTimeout(delay);
	}
}

it.each([
	['Facebook', facebookInApp, 'fb@example.com', '我外婆也是這樣下缸的'],
	['Instagram', instagramInApp, 'ig@example.com', '第一次知道要等兩年'],
	['LINE', lineInApp, 'line@example.com', '請問冬天也能下缸嗎'],
])('%s: four taps and two fields beside the comment, typed as a person types', async (app, userAgent, email, words) => {
	const page = await phone(userAgent);
	await page.goto(product.url + path);
	const start = performance.now();
	await type(page, '你的留言', words, 350);
	await type(page, '電子郵件', email, 200);
	await page.getByRole('button', { name: '送出留言' }).tap();
	await page.getByText('替你保留的留言').waitFor();
	expect(await faultsOf(page, 'everything')).toEqual([]);
	// To the mail and back.
	await page.waitForTimeout(6_000);
	await type(page, '六位數驗證碼', await codeFor(email), 300);
	const comment = page.locator('.comment[role="article"]', { hasText: words });
	await comment.waitFor();
	const seconds = (performance.now() - start) / 1000;
	const { taps, fields } = await counted(page);
	process.stdout.write(
		`${app}: ${taps.length} taps, ${fields.length - 1} fields beside the comment, ${seconds.toFixed(1)} s\n`,
	);
	expect(taps, taps.join(' · ')).toHaveLength(4);
	expect(fields.sort()).toEqual(['code', 'email', 'text']);
	// A member, under the name that was offered, who may change it.
	expect(await comment.locator('.comment-name').textContent()).toMatch(/^\p{Script=Han}{2,4}$/u);
	await page.goto(`${product.url}/account`);
	expect(new URL(page.url()).pathname).toBe('/account');
	await page.context().close();
});

it('changes the name that was offered before the code is typed; whoever is a member keeps their own', async () => {
	const [first, second] = [await phone(lineInApp), await phone(facebookInApp)];
	const write = async (page: Page, words: string) => {
		await page.goto(product.url + path);
		await page.getByLabel('你的留言').fill(words);
		await page.getByLabel('電子郵件', { exact: true }).fill('mei@example.com');
		await page.getByRole('button', { name: '送出留言' }).tap();
		await page.getByLabel('六位數驗證碼').waitFor();
	};
	const nameOf = (page: Page, words: string) =>
		page.locator('.comment[role="article"]', { hasText: words }).locator('.comment-name').textContent();
	await write(first, '換個名字');
	await first.getByLabel('名字').fill('陳美惠');
	await first.getByLabel('六位數驗證碼').fill(await codeFor('mei@example.com'));
	expect(await nameOf(first, '換個名字')).toBe('陳美惠');
	// Whoever types faster than the page's script comes sends the code all the same.
	let typed = (): void => undefined;
	const untilTyped = new Promise<void>((resolve) => void (typed = resolve));
	await second.route('**/code-in-place.js', async (route) => {
		await untilTyped;
		await route.continue();
	});
	await write(second, '另一支手機');
	// A wrong code keeps everything, and the next one is sent by itself as well.
	await second.getByLabel('六位數驗證碼').fill('000000');
	typed();
	await second.getByText('驗證碼不對').waitFor();
	await second.getByLabel('六位數驗證碼').fill(await codeFor('mei@example.com'));
	// Whoever has just joined speaks slowly: the words wait in the box, under the name that they have.
	await second.getByText('以「陳美惠」的身分留言').waitFor();
	expect(await second.getByLabel('你的留言').inputValue()).toBe('另一支手機');
	await Promise.all([first, second].map((page) => page.context().close()));
});

it('says what is wrong with an address, keeps the words, and works without scripts', async () => {
	const page = await phone(facebookInApp, { scripts: false });
	await page.goto(product.url + path);
	await page.getByLabel('你的留言').fill('沒有程式也行');
	// What a browser lets pass and the house does not.
	await page.getByLabel('電子郵件', { exact: true }).fill('mei@example');
	await page.getByRole('button', { name: '送出留言' }).tap();
	await page.getByText('請輸入正確的電子郵件').first().waitFor();
	expect(await page.getByText('沒有程式也行').count()).toBe(1);
	await page.getByLabel('名字').fill('阿明');
	await page.getByLabel('電子郵件', { exact: true }).fill('ming@example.com');
	await page.getByRole('button', { name: '寄驗證碼給我' }).tap();
	await page.getByLabel('六位數驗證碼').waitFor();
	await page.getByLabel('六位數驗證碼').fill(await codeFor('ming@example.com'));
	await page.getByRole('button', { name: '完成' }).tap();
	await page.locator('.comment[role="article"]', { hasText: '沒有程式也行' }).waitFor();
	await page.context().close();
});
