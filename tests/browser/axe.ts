import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Rules whose answer depends on size and theme; all others read the same tree whatever it looks like. */
const ofTheLook = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'];

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds fault with on a page, each with its places. A page that was looked at before is asked only what its new look may have changed. */
export async function faultsOf(
	page: Page,
	about: 'everything' | 'what the look changes',
	within = 'html',
): Promise<string[]> {
	if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
	const runOnly: axe.RunOnly =
		about === 'everything' ? { type: 'tag', values: wcag } : { type: 'rule', values: ofTheLook };
	const { violations } = await page.evaluate(
		([only, place]) =>
			(window as unknown as { axe: typeof axe }).axe.run(place, {
				runOnly: only,
				// What a page shows in a frame is a page of the map itself, or a mail in which nothing may run.
				iframes: false,
				resultTypes: ['violations'],
			}),
		[runOnly, within] as const,
	);
	return violations.map(({ id, nodes }) => `${id}: ${nodes.map(placed).join(' | ')}`);
}

function placed({ html, any, all }: axe.NodeResult): string {
	const why = [...any, ...all].map(({ message }) => message).join(' ');
	return `${html.slice(0, 160)} ${why.slice(0, 160)}`;
}
