import type { Browser, CDPSession } from 'playwright-core';
import { openBrowser } from '../../tests/browser/open-browser.ts';
import type { Bench } from '../bench.ts';
import { kilobytes, milliseconds, plain, type Figure } from '../figure.ts';
import { median } from '../median.ts';
import { articlePath } from '../seed/articles.ts';

interface Visit {
	requests: number;
	bytes: number;
	script: number;
	paint: number;
	shift: number;
}

/** A first visit of an article in a real Chromium on a slow phone: what it loads, when its largest part is seen, how it jumps. */
export async function measureFirstVisit(bench: Bench): Promise<Figure[]> {
	const { url } = await bench.product();
	const browser = await openBrowser();
	try {
		await visit(browser, url + articlePath(1));
		const visits: Visit[] = [];
		for (let round = 0; round < 5; round++) visits.push(await visit(browser, url + articlePath(1 + round)));
		const worst = (value: (one: Visit) => number): number => Math.max(...visits.map(value));
		const [requests, bytes, script, shift] = [
			worst((one) => one.requests),
			worst((one) => one.bytes),
			worst((one) => one.script),
			worst((one) => one.shift),
		];
		const read = [
			await wordsOf(browser, url + articlePath(1), true),
			await wordsOf(browser, url + articlePath(1), false),
		];
		const needless = read[0] === read[1];
		const paint = median(visits.map((one) => one.paint));
		return [
			plain('first visit of an article: bytes over the wire', kilobytes(bytes), '≤ 40 kB', bytes <= 40_000, { bytes }),
			plain('first visit: requests', String(requests), '≤ 4', requests <= 4, { requests }),
			plain(
				'first visit: script; the same words are read without it',
				`${kilobytes(script)}; ${needless ? 'yes' : 'no'}`,
				'0 kB needed to read',
				needless,
				{ script },
			),
			plain(
				'largest contentful paint, 1.6 Mbit/s, 150 ms, 4× CPU',
				milliseconds(paint),
				'≤ 1.2 s',
				paint > 0 && paint <= 1_200,
				{ paint },
			),
			plain('layout shift', shift.toFixed(3), '≤ 0.02', shift <= 0.02, { shift }),
		];
	} finally {
		await browser.close();
	}
}

/** What an article and its conversation say, with scripts or without. */
async function wordsOf(browser: Browser, address: string, javaScriptEnabled: boolean): Promise<string> {
	const context = await browser.newContext({ javaScriptEnabled });
	try {
		const page = await context.newPage();
		await page.goto(address, { waitUntil: 'load' });
		const said = await page.locator('.prose, .comment-body').allInnerTexts();
		if (said.length < 2) throw new Error(`${address} shows no article with comments`);
		return said.join('\n');
	} finally {
		await context.close();
	}
}

async function visit(browser: Browser, address: string): Promise<Visit> {
	const context = await browser.newContext({
		viewport: { width: 390, height: 844 },
		deviceScaleFactor: 2,
		locale: 'zh-TW',
		isMobile: true,
		hasTouch: true,
	});
	try {
		const page = await context.newPage();
		const session = await context.newCDPSession(page);
		await session.send('Network.enable');
		await session.send('Network.emulateNetworkConditions', {
			offline: false,
			latency: 150,
			downloadThroughput: 1_600_000 / 8,
			uploadThroughput: 750_000 / 8,
		});
		await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
		const traffic = listen(session);
		await page.addInitScript(watchPage);
		await page.goto(address, { waitUntil: 'load' });
		await page.waitForTimeout(1_500);
		const { paint, shift } = await page.evaluate(
			() => (globalThis as unknown as { seen: { paint: number; shift: number } }).seen,
		);
		return { ...traffic(), paint, shift };
	} finally {
		await context.close();
	}
}

/** Counts what goes over the wire, pictures left out. */
function listen(session: CDPSession): () => Pick<Visit, 'requests' | 'bytes' | 'script'> {
	const kinds = new Map<string, string>();
	const sum = { requests: 0, bytes: 0, script: 0 };
	session.on('Network.requestWillBeSent', ({ requestId, type, request }) => {
		if (!request.url.startsWith('data:')) kinds.set(requestId, type ?? 'Other');
	});
	session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const kind = kinds.get(requestId);
		if (!kind || kind === 'Image') return;
		sum.requests++;
		sum.bytes += encodedDataLength;
		if (kind === 'Script') sum.script += encodedDataLength;
	});
	return () => sum;
}

/** Runs in the page before anything else: remembers the largest paint and adds up the shifts. */
function watchPage(): void {
	const seen = { paint: 0, shift: 0 };
	(globalThis as unknown as { seen: typeof seen }).seen = seen;
	new PerformanceObserver((list) => {
		for (const entry of list.getEntries()) seen.paint = entry.startTime;
	}).observe({ type: 'largest-contentful-paint', buffered: true });
	new PerformanceObserver((list) => {
		for (const entry of list.getEntries()) {
			const shift = entry as unknown as { value: number; hadRecentInput: boolean };
			if (!shift.hadRecentInput) seen.shift += shift.value;
		}
	}).observe({ type: 'layout-shift', buffered: true });
}
