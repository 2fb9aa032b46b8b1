import type { Browser } from 'playwright-core';
import { openBrowser } from '../../tests/browser/open-browser.ts';
import type { Bench } from '../bench.ts';
import { kilobytes, milliseconds, plain, type Figure } from '../figure.ts';
import { median } from '../median.ts';
import { signIn } from '../people.ts';
import { openPlace } from '../place.ts';

interface Opened {
	script: number;
	interactive: number;
}

/**
 * The editor opened in a real Chromium whose processor is four times slower, over the machine's own network: script over
 * the wire, and the time until the editor would answer a key. All script that the page fetches counts, what it
 * fetches in advance included; tables and the insert menu are fetched when somebody wants them.
 */
export async function measureEditor(bench: Bench): Promise<Figure[]> {
	const { url, port } = await bench.product();
	const cookie = await ownerCookie(bench, port);
	const browser = await openBrowser();
	try {
		await open(browser, url, cookie);
		const opened: Opened[] = [];
		for (let round = 0; round < 5; round++) opened.push(await open(browser, url, cookie));
		const script = Math.max(...opened.map((one) => one.script));
		const interactive = median(opened.map((one) => one.interactive));
		return [
			plain('editor: script over the wire', kilobytes(script), '≤ 180 kB', script > 0 && script <= 180_000, { script }),
			plain('editor: takes a letter, 4× CPU', milliseconds(interactive), '≤ 1.5 s', interactive <= 1_500, {
				interactive,
			}),
		];
	} finally {
		await browser.close();
	}
}

async function ownerCookie(bench: Bench, port: number): Promise<string> {
	const installation = await openPlace(bench.place.data, port);
	try {
		const { sql } = await installation.site('home');
		const [owner] = await sql<
			{ id: number }[]
		>`select id from membership.member where role = 'owner' order by id limit 1`;
		const [signedIn] = await signIn(installation, Number(owner?.id ?? 1), 1);
		return signedIn?.cookie ?? '';
	} finally {
		await installation.close();
	}
}

async function open(browser: Browser, url: string, cookie: string): Promise<Opened> {
	const context = await browser.newContext({
		viewport: { width: 390, height: 844 },
		deviceScaleFactor: 2,
		locale: 'zh-TW',
		isMobile: true,
		hasTouch: true,
	});
	try {
		const at = cookie.indexOf('=');
		await context.addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url }]);
		const page = await context.newPage();
		const session = await context.newCDPSession(page);
		await session.send('Network.enable');
		await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
		const scripts = new Set<string>();
		let script = 0;
		session.on('Network.responseReceived', ({ requestId, response }) => {
			if (/javascript/.test(response.mimeType)) scripts.add(requestId);
		});
		session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
			if (scripts.has(requestId)) script += encodedDataLength;
		});
		await page.addInitScript(watchEditor);
		// Asking the page whether it stands would cost the slowed processor a tenth of what is measured: it tells us.
		const { promise: told, resolve: tell } = Promise.withResolvers<number>();
		await page.exposeFunction('editorReady', tell);
		await page.goto(`${url}/console/content/new`, { waitUntil: 'commit' });
		const interactive = await told;
		await page.locator('.editor-text').click();
		await page.keyboard.type('字');
		if (!(await page.locator('.editor-text').innerText()).includes('字')) throw new Error('The editor took no letter');
		await page.waitForTimeout(2_000);
		return { script, interactive };
	} finally {
		await context.close();
	}
}

/** Runs in the page before anything else: the time at which the editor stands and the main thread is free for a moment. */
function watchEditor(): void {
	new MutationObserver((_, observer) => {
		if (!document.querySelector('.editor.live .editor-text[contenteditable="true"]')) return;
		observer.disconnect();
		// The next turn after a frame: what was begun is done, a key would be answered.
		const { editorReady } = globalThis as unknown as { editorReady: (milliseconds: number) => void };
		requestAnimationFrame(() => setTimeout(() => editorReady(performance.now())));
	}).observe(document, { subtree: true, childList: true, attributes: true });
}
