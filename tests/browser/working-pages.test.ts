import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookInBoth, speak } from './look-at.ts';
import { openBrowser } from './open-browser.ts';
import { openFullSite } from './open-sites.ts';
import { addressOf, found, own } from './page-map.ts';

/** What belongs to a member and to those who work here, on a full site: looked at as `pages.test.ts` looks at the others, beside it. */
let browser: Browser;
let full: Awaited<ReturnType<typeof openFullSite>>;
beforeAll(async () => {
	browser = await openBrowser();
	full = await openFullSite(browser);
});
afterAll(async () => {
	await browser?.close();
	await full?.end();
});

describe('a full site', () => {
	it.each([...own, ...Object.keys(found).filter((name) => found[name]?.owner)])('%s, for the owner', async (name) => {
		const address = await addressOf(full, name);
		expect(await lookInBoth(full.owner, address)).toEqual([]);
	});
});

it('a hundred that wait are decided by keyboard without a page load, and each can be taken back', async () => {
	const { owner, product } = full;
	execFileSync(process.execPath, [path.join(import.meta.dirname, 'fill-queue.ts')], {
		env: { ...process.env, HOMECOURT_DATA: product.data, LOG_LEVEL: 'warn' },
	});
	await owner.goto(`${product.url}/console/moderation`);
	await owner.evaluate(() => Object.assign(window, { stayed: true }));
	const waiting = owner.locator('article button[data-key="y"]');
	expect(await waiting.count()).toBe(25);
	// Whoever walks by Tab: keys act on what they walked into, and the bar of a phone covers nothing on the way.
	await owner.setViewportSize({ width: 360, height: 740 });
	const third = owner.locator('article').nth(2);
	const covered: string[] = [];
	for (let steps = 0; steps < 120 && !(await third.evaluate((one) => one.contains(document.activeElement))); steps++) {
		await owner.keyboard.press('Tab');
		covered.push(
			...(await owner.evaluate(() => {
				const { left, top, height } = (document.activeElement as HTMLElement).getBoundingClientRect();
				const over = document.elementFromPoint(left + 8, top + height / 2)?.closest('.console-bottom, .console-top');
				return over && !over.contains(document.activeElement) ? [document.activeElement?.outerHTML ?? ''] : [];
			})),
		);
	}
	expect(covered).toEqual([]);
	expect(await third.getAttribute('class')).toMatch(/\bcurrent\b/);
	await owner.setViewportSize({ width: 1280, height: 900 });
	const empty = owner.locator('main .empty');
	let pressed = 0;
	while (!(await empty.count())) {
		await owner.keyboard.press('y');
		pressed++;
	}
	expect(pressed).toBeGreaterThanOrEqual(100);
	// Each of them can be taken back, the last one first.
	for (const back of [1, 2, 3]) {
		await owner.keyboard.press('u');
		await expect.poll(() => waiting.count()).toBe(back);
	}
	expect(await owner.evaluate(() => 'stayed' in window)).toBe(true);
});

it('all that somebody said goes by one key and comes back by one, and a message that was handed over is opened by key', async () => {
	const { owner, visitor, product } = full;
	await speak(owner, product.url, 'zh-TW');
	const at = execFileSync(process.execPath, [path.join(import.meta.dirname, 'fill-queue.ts'), 'few'], {
		env: { ...process.env, HOMECOURT_DATA: product.data, LOG_LEVEL: 'warn' },
		encoding: 'utf8',
	});
	const read = async () => {
		await visitor.goto(product.url + at);
		return visitor.locator('.comment-body', { hasText: '便宜手錶' }).count();
	};
	expect(await read()).toBe(4);
	await owner.goto(`${product.url}/console/moderation`);
	await owner.evaluate(() => Object.assign(window, { stayed: true }));
	const goTo = async (words: string) => {
		const current = owner.locator('article.current', { hasText: words });
		for (let steps = 0; steps < 40 && !(await current.count()); steps++) await owner.keyboard.press('j');
		return current;
	};
	const one = await goTo('便宜手錶第 1 支');
	await owner.keyboard.press('a');
	expect(await one.locator('input[name="all"]').isChecked()).toBe(true);
	await owner.keyboard.press('h');
	await owner.getByText('處理了 4 則').waitFor();
	expect(await read()).toBe(0);
	await owner.keyboard.press('u');
	await one.locator('button[data-key="h"]').waitFor();
	expect(await read()).toBe(4);

	const letter = await goTo('安靜的人 在');
	expect(await letter.innerText()).not.toContain('便宜手錶');
	await owner.keyboard.press('o');
	await letter.getByText('我家也有便宜手錶。').waitFor();
	await owner.keyboard.press('y');
	await owner.locator('article', { hasText: '我家也有便宜手錶。' }).waitFor({ state: 'detached' });
	expect(await owner.evaluate(() => 'stayed' in window)).toBe(true);
});

it('a post is dragged to another day and keeps its hour, keys move it a week, and what had no time gets one where it is dropped', async () => {
	const { owner, product, told } = full;
	await owner.setViewportSize({ width: 1280, height: 900 });
	await owner.goto(`${product.url}${told['the next month']}`);
	const day = (number: number) =>
		owner
			.locator('li.day:not(.beyond)')
			.filter({ has: owner.locator('.short', { hasText: new RegExp(`^${number}$`) }) });
	const saying = (words: string) => owner.locator('article.entry', { hasText: words });
	const stands = (number: number, words: string) =>
		expect.poll(async () => (await day(number).locator('article.entry', { hasText: words }).allInnerTexts()).join());
	await stands(15, '下個月開缸').toContain('10:30');

	await saying('下個月開缸').dragTo(day(17));
	await stands(17, '下個月開缸').toContain('10:30');
	await saying('下個月開缸').getByRole('link').press('Shift+ArrowDown');
	await stands(24, '下個月開缸').toContain('10:30');
	await saying('哪天都可以').dragTo(day(18));
	await stands(18, '哪天都可以').toContain('09:00');

	// It is so for everybody who comes, and on a phone it is a list of the days that have something.
	await owner.setViewportSize({ width: 360, height: 740 });
	await owner.goto(`${product.url}${told['the next month']!.replace('month', 'list')}`);
	await stands(24, '下個月開缸').toContain('10:30');
	const wide = await owner.evaluate(() => document.documentElement.scrollWidth);
	expect(wide).toBeLessThanOrEqual(360);
});
