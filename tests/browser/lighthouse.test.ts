import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort, startProduct, type Product } from '../start-product.ts';
import { openBrowser } from './open-browser.ts';

/**
 * Lighthouse as a phone sees the home page, a list and an article of the sample brand. It weighs more than everything
 * else together and measures the machine too, and is therefore opt-in: it runs where LIGHTHOUSE names its folder
 * (`npm install --prefix /tmp/lighthouse lighthouse`, then LIGHTHOUSE=/tmp/lighthouse/node_modules/lighthouse).
 */
const folder = process.env['LIGHTHOUSE'] ?? path.resolve('node_modules/lighthouse');
const missing = !existsSync(path.join(folder, 'core/index.js'));
if (missing) process.stdout.write('Lighthouse is not run: LIGHTHOUSE names no folder of it\n');

interface Report {
	lhr: { categories: Record<string, { score: number | null }> };
}
type Lighthouse = (url: string, flags: { port: number; output: 'json'; logLevel: 'error' }) => Promise<Report>;

let product: Product;
let browser: Browser;
let port: number;
let lighthouse: Lighthouse;
beforeAll(async () => {
	if (missing) return;
	port = await freePort();
	({ default: lighthouse } = (await import(pathToFileURL(path.join(folder, 'core/index.js')).href)) as {
		default: Lighthouse;
	});
	[product, browser] = await Promise.all([
		startProduct({ arguments: ['--demo'], until: /login\/link/ }),
		openBrowser(`--remote-debugging-port=${port}`),
	]);
}, 180_000);
afterAll(async () => {
	await browser?.close();
	await product?.end();
});

const names = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

/** The best of three runs: another program on the machine can only spoil one. */
async function measure(address: string): Promise<number[]> {
	const runs: number[][] = [];
	for (let run = 0; run < 3; run++) {
		const { lhr } = await lighthouse(address, { port, output: 'json', logLevel: 'error' });
		runs.push(names.map((name) => Math.round((lhr.categories[name]?.score ?? 0) * 100)));
	}
	return names.map((_, place) => Math.max(...runs.map((run) => run[place] as number)));
}

it.skipIf(missing)('home, list and article reach what a phone deserves', { timeout: 600_000 }, async () => {
	const list = await (await fetch(`${product.url}/articles`)).text();
	const article = /href="(\/articles\/%[^"?]+)"/.exec(list)?.[1] ?? '';
	for (const page of ['/', '/articles', article]) {
		const [performance = 0, ...rest] = await measure(product.url + page);
		process.stdout.write(
			`${page}: ${names.map((name, place) => `${name} ${[performance, ...rest][place]}`).join(', ')}\n`,
		);
		expect(performance, page).toBeGreaterThanOrEqual(98);
		expect(rest, page).toEqual([100, 100, 100]);
	}
});
