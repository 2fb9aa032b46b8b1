import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookAt, shared } from './look-at.ts';
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
		for (const language of ['zh-TW', 'en'] as const)
			expect(await lookAt(full.owner, address, language, shared[language])).toEqual([]);
	});
});
