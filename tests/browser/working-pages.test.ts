import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookInBoth } from './look-at.ts';
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
