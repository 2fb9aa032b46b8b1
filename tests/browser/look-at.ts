import type { BrowserContext, Page } from 'playwright-core';
import { faultsOf } from './axe.ts';

const sizes = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } };
export type Size = keyof typeof sizes;
export type Theme = 'light' | 'dark';
export type Language = 'zh-TW' | 'en';

const faults = new WeakMap<Page, string[]>();

/** A tab whose faults are remembered: errors of scripts, and whatever the policy refuses. */
export async function tab(context: BrowserContext): Promise<Page> {
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

/** The reader's language on a site. */
export async function speak(page: Page, url: string, language: Language): Promise<void> {
	await page.context().addCookies([{ name: 'lang', value: language, url }]);
}

/**
 * Looks at an address in both languages: each in one size and theme, the other two for the next page, so that all four are
 * seen all over the product. What does not depend on the look is asked once.
 */
export async function lookInBoth(page: Page, address: string): Promise<string[]> {
	const [one, other] = looksFor(address);
	return [
		...(await lookAt(page, address, 'zh-TW', [one])),
		...(await lookAt(page, address, 'en', [other], { again: true })),
	];
}

/** The looks that a page is seen in: a phone in one theme, a desktop in the other. */
export function looksFor(address: string): [[Size, Theme], [Size, Theme]] {
	const { pathname, search } = new URL(address);
	const [phone, desktop] = (pathname + search).length % 2 ? (['light', 'dark'] as const) : (['dark', 'light'] as const);
	return [
		['phone', phone],
		['desktop', desktop],
	];
}

/** Opens an address and says all that is wrong with it in these looks; how wide it is, in every size. */
export async function lookAt(
	page: Page,
	address: string,
	language: Language,
	looks: [Size, Theme][],
	{ status = 200, again = false } = {},
): Promise<string[]> {
	await speak(page, new URL(address).origin, language);
	const found = faults.get(page) as string[];
	found.length = 0;
	const wrong: string[] = [];
	await dress(page, ...(looks[0] as [Size, Theme]));
	const answer = await page.goto(address, { waitUntil: 'load' });
	if (answer?.status() !== status) wrong.push(`answered ${answer?.status()}`);
	if (await page.locator('.ProseMirror, .editor').count()) await page.locator('.ProseMirror').first().waitFor();
	for (const [index, [size, theme]] of looks.entries()) {
		if (index) await dress(page, size, theme);
		wrong.push(...(await misfits(page, size)));
		const about = index || again ? 'what the look changes' : 'everything';
		wrong.push(...(await faultsOf(page, about)).map((fault) => `${size} ${theme}: ${fault}`));
	}
	for (const size of Object.keys(sizes) as Size[]) {
		if (looks.some(([seen]) => seen === size)) continue;
		await page.setViewportSize(sizes[size]);
		wrong.push(...(await misfits(page, size)));
	}
	const expected = status === 200 ? found : found.filter((text) => !text.includes(`status of ${status}`));
	return [...wrong, ...expected];
}

async function dress(page: Page, size: Size, theme: Theme): Promise<void> {
	await page.setViewportSize(sizes[size]);
	// Without motion: a colour on its way to the other theme is nobody's contrast.
	await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
}

/** What is wider than its page, or smaller than its place. */
async function misfits(page: Page, size: Size): Promise<string[]> {
	const { wide, gaps } = await page.evaluate(() => ({
		wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
		gaps: Array.from(document.querySelectorAll('div.picture img')).filter(
			(picture) => picture.clientHeight < (picture.closest('div')?.clientHeight ?? 0) - 1,
		).length,
	}));
	return [
		...(wide > 0 ? [`${size}: ${wide} px too wide`] : []),
		...(gaps ? [`${size}: ${gaps} pictures that do not fill their place`] : []),
	];
}

/** What the page says by itself: its text, titles and labels, without addresses, code and the names of languages. */
export const wordsOf = (page: Page): Promise<string[]> =>
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

/** Both sizes in both themes. */
export const all: [Size, Theme][] = [
	['phone', 'light'],
	['phone', 'dark'],
	['desktop', 'light'],
	['desktop', 'dark'],
];
