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

/** Looks at an address in both languages; what does not depend on the look is asked once. */
export async function lookInBoth(page: Page, address: string): Promise<string[]> {
	return [
		...(await lookAt(page, address, 'zh-TW', shared['zh-TW'])),
		...(await lookAt(page, address, 'en', shared.en, { again: true })),
	];
}

/** Opens an address and says all that is wrong with it. */
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
	let width: Size | null = null;
	for (const [size, theme] of looks) {
		await page.setViewportSize(sizes[size]);
		// Without motion: a colour on its way to the other theme is nobody's contrast.
		await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
		const first = width === null;
		if (first) {
			const answer = await page.goto(address, { waitUntil: 'load' });
			if (answer?.status() !== status) wrong.push(`answered ${answer?.status()}`);
			if (await page.locator('.ProseMirror, .editor').count()) await page.locator('.ProseMirror').first().waitFor();
		}
		width = size;
		const { wide, gaps } = await page.evaluate(() => ({
			wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
			gaps: Array.from(document.querySelectorAll('div.picture img')).filter(
				(picture) => picture.clientHeight < (picture.closest('div')?.clientHeight ?? 0) - 1,
			).length,
		}));
		if (wide > 0) wrong.push(`${size}: ${wide} px too wide`);
		if (gaps) wrong.push(`${size}: ${gaps} pictures that do not fill their place`);
		wrong.push(
			...(await faultsOf(page, first && !again ? 'everything' : 'what the look changes')).map(
				(fault) => `${size} ${theme}: ${fault}`,
			),
		);
	}
	const expected = status === 200 ? found : found.filter((text) => !text.includes(`status of ${status}`));
	return [...wrong, ...expected];
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

/** The same four, shared out between the languages: what is seen in one of them is seen in the other. */
export const shared: Record<'zh-TW' | 'en', [Size, Theme][]> = {
	'zh-TW': [
		['phone', 'light'],
		['desktop', 'dark'],
	],
	en: [
		['phone', 'dark'],
		['desktop', 'light'],
	],
};
