import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { brakes } from '../../src/community/rules.ts';
import { setUp } from '../set-up.ts';
import { freePort, startProduct, type Product } from '../start-product.ts';
import { faultsOf } from './axe.ts';
import { openBrowser } from './open-browser.ts';

/** Two members and a moderator on one conversation, each in a browser of their own, over two processes on one database. */
let first: Product;
let second: Product;
let browser: Browser;
let thread: string;
let idea: string;
let poll: string;
let mei: Page;
let chen: Page;
let boss: Page;
beforeAll(async () => {
	[first, browser] = await Promise.all([startProduct({ until: /setup\?token=/ }), openBrowser()]);
	await setUp(first);
	const [{ stdout }, joined] = await Promise.all([
		promisify(execFile)(process.execPath, [path.join(import.meta.dirname, 'three-people.ts')], {
			env: { ...process.env, PORT: String(first.port), HOMECOURT_DATA: first.data, LOG_LEVEL: 'warn' },
		}),
		startProduct({ data: first.data, port: await freePort(), arguments: ['web'] }),
	]);
	second = joined;
	const told = JSON.parse(stdout) as Record<'path' | 'idea' | 'poll' | 'mei' | 'chen' | 'boss', string>;
	({ path: thread, idea, poll } = told);
	[mei, chen, boss] = await Promise.all([arrive(told.mei), arrive(told.chen), arrive(told.boss)]);
});
afterAll(async () => {
	await browser?.close();
	await second?.stop();
	await first?.end();
});

/** Somebody signs in by the link that they were sent. */
async function arrive(link: string): Promise<Page> {
	const page = await (await browser.newContext({ locale: 'zh-TW' })).newPage();
	page.setDefaultTimeout(15_000);
	await page.goto(first.url + link);
	await page.locator('main').getByRole('button').first().click();
	await page.waitForURL((url) => !url.pathname.startsWith('/login'));
	return page;
}

/** Opens the conversation where it ends; whoever loads it again is found out by `stayed`. */
async function open(page: Page, at: string, path = thread): Promise<void> {
	await page.goto(at + path);
	await page
		.locator('.thread > li')
		.last()
		.evaluate((one) => one.scrollIntoView({ block: 'center', behavior: 'instant' }));
	await page.evaluate(() => Object.assign(window, { stayed: true }));
}
const numberOf = (path: string): string => /\/(\d+)-/.exec(path)?.[1] ?? '';
const stayed = (page: Page) => page.evaluate(() => 'stayed' in window);
const said = (page: Page, words: string) => page.locator('.comment-body', { hasText: words });

/** What a field says of its suggestions to whoever does not see them: names instead of ids. */
const spoken = (box: Locator) =>
	box.evaluate((field) => {
		const named = (name: string) => document.getElementById(field.getAttribute(name) ?? '');
		return {
			role: field.getAttribute('role'),
			open: field.getAttribute('aria-expanded'),
			list: named('aria-controls')?.ariaLabel ?? null,
			meant: named('aria-activedescendant')?.textContent ?? null,
		};
	});

/** When each of them may speak again. */
const turns = new Map<Page, number>();

/** As somebody does who knows that a member's words have some seconds between them. */
async function say(page: Page, words: string): Promise<void> {
	await page.goto(first.url + thread);
	await page.waitForTimeout(Math.max(0, (turns.get(page) ?? 0) - Date.now()));
	await page.locator('form.composer textarea[name="text"]').fill(words);
	await page.locator('form.composer button:not([type=button])').first().click();
	await said(page, words).waitFor();
	turns.set(page, Date.now() + brakes.member.seconds * 1000);
}

it('what one says the other sees, over another process and without loading the page', async () => {
	await open(chen, second.url);
	await say(mei, '缸邊現在出太陽了。');
	await said(chen, '缸邊現在出太陽了。').waitFor();
	expect(await stayed(chen)).toBe(true);
});

it('a name right behind a Chinese word, a group and a thread are completed by keyboard', async () => {
	await chen.goto(first.url + thread);
	const box = chen.locator('form.composer textarea[name="text"]');
	const list = chen.locator('mention-in-place [role=listbox]');
	await box.focus();
	await chen.keyboard.type('謝謝@小');
	await list.getByText('小美').waitFor();
	// Whoever does not see the list is told of it: that there is one, how many stand in it and which one is meant.
	expect(await spoken(box)).toEqual({ role: 'combobox', open: 'true', list: '要提到誰', meant: '小美 @小美' });
	expect(await chen.locator('mention-in-place [role=status]').innerText()).toMatch(/^1 個建議/);
	expect(await faultsOf(chen, 'everything', 'form.composer')).toEqual([]);
	await chen.keyboard.press('Enter');
	expect(await box.inputValue()).toBe('謝謝@小美 ');
	expect(await spoken(box)).toEqual({ role: null, open: null, list: null, meant: null });
	// By what a group is called, too; an arrow leads into the list, and Enter there chooses.
	await chen.keyboard.type('和@試味');
	await list.getByText('試味道的人').waitFor();
	await chen.keyboard.press('ArrowDown');
	await chen.keyboard.press('Enter');
	expect(await box.inputValue()).toBe('謝謝@小美 和@試味道 ');
	await chen.keyboard.type('看#補充');
	await list.getByText('出一支補充包').waitFor();
	// Escape only puts the list away; the next letter brings it back.
	await chen.keyboard.press('Escape');
	await list.waitFor({ state: 'hidden' });
	await chen.keyboard.type('包');
	await list.getByText('出一支補充包').waitFor();
	await chen.keyboard.press('Enter');
	const named = `${first.url}/community/talk/${numberOf(idea)}`;
	expect(await box.inputValue()).toBe(`謝謝@小美 和@試味道 看${named} `);
	// An address is no call, and Enter in the box is a new line again.
	await box.fill('');
	await chen.keyboard.type('mei@小');
	await chen.keyboard.press('Enter');
	expect(await box.inputValue()).toBe('mei@小\n');
	// The form that goes with what is answered still has one list, and says nothing of words that were left: nobody left.
	await box.fill('好，');
	await chen.locator('[data-reply]').last().click();
	await chen.keyboard.type('謝謝@小');
	await list.getByText('小美').waitFor();
	expect(await chen.locator('mention-in-place [role=listbox]').count()).toBe(1);
	expect(await chen.locator('draft-in-place p').isHidden()).toBe(true);
	await chen.keyboard.press('Enter');
	expect(await box.inputValue()).toBe('好，謝謝@小美 ');
	await box.fill('');
});

it('what a search suggests is told, and walked through without leaving the box', async () => {
	await chen.goto(`${first.url}/search`);
	const box = chen.getByRole('combobox', { name: '搜尋' });
	expect(await spoken(box)).toEqual({ role: 'combobox', open: 'false', list: '建議', meant: null });
	await box.focus();
	await chen.keyboard.type('補充');
	await chen.getByRole('option', { name: '出一支補充包' }).waitFor();
	expect(await chen.locator('search-suggest [role=status]').innerText()).toMatch(/^1 個建議/);
	// None is meant until somebody goes there; behind the last one is the box again, and Enter searches.
	expect((await spoken(box)).meant).toBe(null);
	await chen.keyboard.press('ArrowDown');
	expect((await spoken(box)).meant).toBe('出一支補充包');
	expect(await faultsOf(chen, 'everything', 'search')).toEqual([]);
	await chen.keyboard.press('ArrowDown');
	expect((await spoken(box)).meant).toBe(null);
	await chen.keyboard.press('ArrowUp');
	await chen.keyboard.press('Enter');
	await chen.waitForURL((url) => url.pathname.startsWith('/community/'));
	expect(await chen.locator('h1').innerText()).toBe('出一支補充包');
});

it('what a moderator takes away goes from both pages, and both can read why', async () => {
	await open(mei, second.url);
	await say(chen, '我家也賣便宜的手錶。');
	await said(mei, '便宜的手錶').waitFor();
	await open(chen, first.url);
	await open(boss, first.url);
	const id = (await said(boss, '便宜的手錶').locator('xpath=..').getAttribute('id'))?.replace('comment-', '');
	await boss.goto(`${first.url}/community/comment/${id}`);
	await boss.getByText('隱藏這則留言').click();
	await boss.locator('#hide-reason').selectOption('spam');
	await boss.getByRole('button', { name: '隱藏', exact: true }).click();
	for (const page of [mei, chen]) {
		await said(page, '便宜的手錶').waitFor({ state: 'detached' });
		expect(await said(page, '缸邊現在出太陽了。').count()).toBe(1);
		expect(await stayed(page)).toBe(true);
	}
	await chen.goto(`${first.url}/community/comment/${id}`);
	expect(await chen.locator('main').innerText()).toContain('廣告或洗版');
	// Everybody reads what was decided, and not what it said.
	await mei.goto(`${first.url}/community/log`);
	expect(await mei.locator('main').innerText()).toContain('廣告或洗版');
	expect(await mei.locator('main').innerText()).not.toContain('便宜的手錶');
});

it('what is put right, what is reacted to and what helped reads so on open pages', async () => {
	await say(mei, '加熱棒開到三十度就好。');
	const own = (page: Page) => said(page, '加熱棒').locator('xpath=..');
	await mei.goto(first.url + thread);
	const id = (await own(mei).getAttribute('id'))?.replace('comment-', '');
	await open(chen, second.url);
	await open(boss, second.url);
	await boss.locator('form.composer textarea[name="text"]').fill('我還在寫，');
	await mei.goto(`${first.url}/community/comment/${id}`);
	await mei.locator('form[action="?/edit"] textarea[name="text"]').fill('加熱棒開到二十五度就好。');
	await mei.locator('form[action="?/edit"] button:not([type=button])').last().click();
	await mei.waitForURL((url) => !url.pathname.startsWith('/community/comment/'));
	for (const page of [chen, boss]) {
		await said(page, '二十五度').waitFor();
		expect(await said(page, '三十度').count()).toBe(0);
		expect(await stayed(page)).toBe(true);
	}
	// A sign by one, seen by the other; whoever pressed keeps their mark.
	await own(boss).locator('.signs button').first().click();
	await own(boss).locator('.signs button[aria-pressed=true]', { hasText: '1' }).waitFor();
	await own(chen).locator('.signs button', { hasText: '1' }).waitFor();
	expect(await own(chen).locator('.signs button[aria-pressed=true]').count()).toBe(0);
	await own(chen).locator('.signs button').first().click();
	await own(boss).locator('.signs button[aria-pressed=true]', { hasText: '2' }).waitFor({ timeout: 60_000 });
	// Whoever asked says that it helped.
	await own(chen).locator('.accept').click();
	await boss.locator('.thread .answer', { hasText: '二十五度' }).waitFor({ timeout: 60_000 });
	await own(boss).locator('.badge.success').waitFor();
	expect(await boss.locator('form.composer textarea[name="text"]').inputValue()).toBe('我還在寫，');
	expect(await stayed(boss)).toBe(true);
});

it('votes, where an idea stands and that it is closed read so on open pages, and nobody loses what they write', async () => {
	await open(mei, second.url, idea);
	await open(chen, second.url, idea);
	await chen.locator('form.composer textarea[name="text"]').fill('我還沒寫完，');
	await boss.goto(first.url + idea);
	await boss.locator('#live-part button').click();
	for (const page of [mei, chen])
		await page.locator('#live-part strong', { hasText: '1' }).waitFor({ timeout: 60_000 });
	// The button is each reader’s own.
	expect(await mei.locator('#live-part button').getAttribute('aria-pressed')).toBe('false');
	await boss.goto(`${first.url}/community/thread/${numberOf(idea)}`);
	await boss.locator('form[action="?/decide"] select').first().selectOption('planned');
	await boss.locator('form[action="?/decide"] button').first().click();
	await mei.locator('#live-kind', { hasText: '已排入計畫' }).waitFor({ timeout: 60_000 });
	await boss.goto(`${first.url}/community/thread/${numberOf(idea)}`);
	await boss.locator('form[action="?/close"] button').first().click();
	await mei.locator('#live-write', { hasText: '結束' }).waitFor({ timeout: 60_000 });
	expect(await mei.locator('form.composer').count()).toBe(0);
	expect(await chen.locator('form.composer textarea[name="text"]').inputValue()).toBe('我還沒寫完，');
	for (const page of [mei, chen]) expect(await stayed(page)).toBe(true);
});

it('a ballot is counted on open pages of those who may see the counts, and of nobody else', async () => {
	await mei.goto(first.url + poll);
	await mei.locator('#live-part input').first().check();
	await mei.locator('#live-part button').click();
	await mei.locator('#live-part meter').first().waitFor();
	await open(mei, second.url, poll);
	await open(chen, second.url, poll);
	await chen.locator('#live-part input').nth(1).check();
	await boss.goto(first.url + poll);
	await boss.locator('#live-part input').nth(1).check();
	await boss.locator('#live-part button').click();
	await mei.locator('#live-part', { hasText: '1 票（50%）' }).waitFor({ timeout: 60_000 });
	// Whoever has not voted is told no counts, and keeps what they ticked.
	expect(await chen.locator('#live-part meter').count()).toBe(0);
	expect(await chen.locator('#live-part input').nth(1).isChecked()).toBe(true);
	for (const page of [mei, chen]) expect(await stayed(page)).toBe(true);
});

it('whoever read in a process that died hears on when another takes its place', async () => {
	await open(mei, second.url);
	second.child.kill('SIGKILL');
	await say(boss, '剛才停了一下電。');
	second = await startProduct({ data: first.data, port: second.port, arguments: ['web'] });
	await said(mei, '剛才停了一下電。').waitFor();
	expect(await stayed(mei)).toBe(true);
});

it('whoever cannot listen asks now and then', async () => {
	// Something in between lets no stream through.
	await mei.route(/\/live$/, (route) => route.fulfill({ status: 503 }));
	await mei.clock.install();
	await open(mei, first.url);
	await say(boss, '換一條路也聽得到。');
	expect(await said(mei, '換一條路也聽得到。').count()).toBe(0);
	await mei.clock.fastForward(61_000);
	await said(mei, '換一條路也聽得到。').waitFor();
	expect(await stayed(mei)).toBe(true);
});
