import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setUp } from '../set-up.ts';
import { startProduct, type Product } from '../start-product.ts';
import { faultsOf } from './axe.ts';
import { openBrowser } from './open-browser.ts';

/** Writing an article in a real browser: by keyboard, by input method, by paste and by picture; and reading it after. */
let product: Product;
let browser: Browser;
let desk: BrowserContext;
let page: Page;
const wrong: string[] = [];

interface Node {
	type: string;
	text?: string;
	attrs?: Record<string, unknown>;
	marks?: { type: string; attrs?: Record<string, unknown> }[];
	content?: Node[];
}

beforeAll(async () => {
	[product, browser] = await Promise.all([startProduct({ until: /setup\?token=/ }), openBrowser()]);
	desk = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-TW' });
	const owner = await setUp(product);
	await desk.addCookies([...owner.cookies].map(([name, value]) => ({ name, value, url: product.url })));
	page = await desk.newPage();
	await page.goto(`${product.url}/console`);
	page.setDefaultTimeout(10_000);
	page.on('pageerror', (error) => wrong.push(String(error)));
	page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
	page.on('dialog', (dialog) => void dialog.accept());
});
afterAll(async () => {
	await browser?.close();
	await product?.end();
});
beforeEach(async () => {
	wrong.length = 0;
	await page.evaluate(() => localStorage.clear());
	await page.goto(`${product.url}/console/content/new`);
	await page.locator('.editor-text').click();
});

/** What would be posted now. */
const written = async (): Promise<Node[]> =>
	(JSON.parse(await page.locator('input[name=body]').inputValue()) as Node).content ?? [];
const kinds = async (): Promise<string[]> => (await written()).map(({ type }) => type);
const words = (node: Node | undefined): string => node?.text ?? (node?.content ?? []).map(words).join('');
const options = (on: Page) => on.locator('.editor [role=option]');

async function paste(data: Record<string, string>): Promise<void> {
	await page.evaluate((given) => {
		const clipboard = new DataTransfer();
		for (const [type, text] of Object.entries(given)) clipboard.setData(type, text);
		document.activeElement?.dispatchEvent(
			new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }),
		);
	}, data);
	await page.waitForTimeout(600);
}

const fixture = (name: string): string =>
	readFileSync(path.resolve(import.meta.dirname, '../../src/platform/document/clipboard', `${name}.html`), 'utf8');

describe('the menu of a slash', () => {
	it('is found, walked and used by keyboard; one undo takes back what it did', async () => {
		await page.keyboard.type('一 /');
		// The menu is fetched when it is first asked for.
		await expect.poll(() => options(page).count(), { timeout: 10_000 }).toBeGreaterThan(8);
		const text = page.locator('.editor-text');
		const active = () => text.getAttribute('aria-activedescendant');
		await expect.poll(active).toMatch(/-picture$/);
		await page.keyboard.press('ArrowDown');
		await expect.poll(active).not.toMatch(/-picture$/);
		await page.keyboard.type('quo');
		await expect.poll(() => options(page).allInnerTexts()).toEqual([expect.stringContaining('引言')]);
		await page.keyboard.press('Enter');
		await expect.poll(async () => (await kinds())[0]).toBe('blockquote');
		expect(words((await written())[0])).toBe('一 ');
		expect(await options(page).count()).toBe(0);
		await page.keyboard.press('Control+z');
		expect(words((await written())[0])).toBe('一 /quo');
	});

	it('opens by the full-width slash, closes by Escape and stays closed for this slash', async () => {
		await page.keyboard.insertText('／');
		await expect.poll(() => options(page).count()).toBeGreaterThan(8);
		await page.keyboard.press('Escape');
		await expect.poll(() => options(page).count()).toBe(0);
		await page.keyboard.type('ta');
		await page.waitForTimeout(200);
		expect(await options(page).count()).toBe(0);
		expect(words((await written())[0])).toBe('／ta');
		await page.keyboard.press('Enter');
		await page.keyboard.type('a/b 1/2');
		expect(await options(page).count()).toBe(0);
	});

	it('leaves somebody who composes Chinese alone, and filters by what was composed', async () => {
		const session = await desk.newCDPSession(page);
		await page.keyboard.type('/');
		await expect.poll(() => options(page).count()).toBeGreaterThan(8);
		const before = await options(page).count();
		await session.send('Input.imeSetComposition', { text: 'ㄅㄧㄠ', selectionStart: 3, selectionEnd: 3 });
		await page.waitForTimeout(150);
		// Enter and arrows choose among the candidates of the input method now.
		await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', windowsVirtualKeyCode: 229 });
		expect(await options(page).count()).toBe(before);
		expect(await kinds()).toEqual(['paragraph']);
		await session.send('Input.imeSetComposition', { text: '表格', selectionStart: 2, selectionEnd: 2 });
		await page.keyboard.insertText('表格');
		await expect.poll(() => options(page).allInnerTexts()).toEqual([expect.stringContaining('表格')]);
		await page.keyboard.press('Enter');
		expect((await kinds())[0]).toBe('table');
	});

	it('makes a table that is filled and grows by Tab, and is changed by its buttons', async () => {
		await page.keyboard.type('/table');
		await expect.poll(() => options(page).count()).toBe(1);
		await page.keyboard.press('Enter');
		await page.getByRole('group', { name: '表格' }).waitFor();
		for (let cell = 1; cell <= 9; cell += 1) {
			await page.keyboard.type(String(cell));
			await page.keyboard.press('Tab');
		}
		await page.keyboard.type('十');
		const rows = async (): Promise<string[]> =>
			((await written())[0]?.content ?? []).map((row) => (row.content ?? []).map(words).join(','));
		expect(await rows()).toEqual(['1,2,3', '4,5,6', '7,8,9', '十,,']);
		expect((await written())[0]?.content?.[0]?.content?.[0]?.type).toBe('tableHeader');
		await page.getByRole('button', { name: '左邊加一欄' }).click();
		await page.getByRole('button', { name: '刪除列' }).click();
		expect(await rows()).toEqual([',1,2,3', ',4,5,6', ',7,8,9']);
		await page.locator('.editor-text td').first().click();
		await page.getByRole('button', { name: '刪除表格' }).click();
		expect(await kinds()).not.toContain('table');
		await page.keyboard.press('Control+z');
		expect(await rows()).toEqual([',1,2,3', ',4,5,6', ',7,8,9']);
		expect(wrong).toEqual([]);
	});

	it('adds buttons, footnotes and contents, whose words are kept', async () => {
		await page.keyboard.type('豆油/foot');
		await page.keyboard.press('Backspace');
		await page.keyboard.press('Backspace');
		await page.keyboard.press('Backspace');
		await page.keyboard.press('Backspace');
		await page.keyboard.press('Backspace');
		await page.keyboard.type(' /foot');
		await expect.poll(() => options(page).count()).toBe(1);
		await page.keyboard.press('Enter');
		await page.keyboard.press('Enter');
		expect(await page.getByRole('alert').first().innerText()).toContain('請寫下');
		await page.keyboard.type('見《釀造學》');
		await page.keyboard.press('Enter');
		await page.locator('.editor-text:focus').waitFor();
		await page.keyboard.type('。');
		await page.keyboard.press('Enter');
		await page.keyboard.type('/button');
		await expect.poll(() => options(page).count()).toBe(1);
		await page.keyboard.press('Enter');
		await page.getByLabel('按鈕文字').fill('<b>買</b>');
		await page.getByLabel('按下後前往的網址').fill('javascript:alert(1)');
		expect(await page.getByLabel('按下後前往的網址').getAttribute('aria-invalid')).toBe('true');
		await page.getByLabel('按下後前往的網址').fill('/products');
		const [line, button] = await written();
		expect(line?.content).toEqual([
			{ type: 'text', text: '豆油 ' },
			{ type: 'footnote', attrs: { text: '見《釀造學》' } },
			{ type: 'text', text: '。' },
		]);
		expect(button).toEqual({ type: 'button', attrs: { label: '<b>買</b>', href: '/products', rel: null } });
	});
});

describe('typing', () => {
	it.each([
		['## ', 'heading', { level: 2 }],
		['＃＃＃　', 'heading', { level: 3 }],
		['# ', 'heading', { level: 2 }],
		['－ ', 'bulletList', undefined],
		['- ', 'bulletList', undefined],
		['３、 ', 'orderedList', { start: 3 }],
		['1. ', 'orderedList', { start: 1 }],
		['＞ ', 'blockquote', undefined],
		['> ', 'blockquote', undefined],
	])('%s makes a %s', async (typed, type, attrs) => {
		await page.keyboard.type(typed);
		await page.keyboard.type('字');
		const [block] = await written();
		expect(block).toMatchObject({ type, ...(attrs && { attrs }) });
		expect(words(block)).toBe('字');
	});

	it('makes bold and strike of full-width signs, and nothing of dots and numbers in a text', async () => {
		await page.keyboard.type('這是＊＊重點＊＊和～～刪掉～～的，３．５ 公升');
		const [line] = await written();
		expect(line?.content?.filter(({ marks }) => marks).map(({ text, marks }) => [text, marks?.[0]?.type])).toEqual([
			['重點', 'bold'],
			['刪掉', 'strike'],
		]);
		expect(line?.type).toBe('paragraph');
	});
});

describe('pasting', () => {
	const expected = (italic: boolean) => [
		{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: '為什麼要等兩年' }] },
		{
			type: 'paragraph',
			content: [
				{ type: 'text', text: '豆油在甕裡' },
				{ type: 'text', text: '慢慢熟成', marks: [{ type: 'bold' }] },
				{ type: 'text', text: ', ' },
				{ type: 'text', text: '看工法', marks: [{ type: 'link' }] },
				...(italic ? [] : [{ type: 'footnote', attrs: { text: '見《釀造學》' } }]),
			],
		},
		{ type: 'bulletList' },
		{
			type: 'table',
			content: [
				{ content: [{ type: 'tableHeader' }, { type: 'tableHeader' }] },
				{ content: [{ type: 'tableCell' }, { type: 'tableCell' }] },
			],
		},
	];

	it.each(['word', 'google-docs'])('keeps what %s means and leaves its looks behind', async (name) => {
		await paste({ 'text/html': fixture(name), 'text/plain': 'x' });
		const blocks = await written();
		expect(blocks).toMatchObject(expected(name === 'google-docs').concat(blocks.slice(4) as never));
		expect(JSON.stringify(blocks)).not.toMatch(/Mso|mso|font|color|file:|google|picture/);
		expect(words(blocks[2])).toBe(name === 'word' ? '黑豆海鹽' : '黑豆台南三號海鹽');
		if (name === 'google-docs') expect(await page.locator('.trouble').innerText()).toContain('1 張別處的圖片');
		await page.keyboard.press('Control+z');
		expect(await kinds()).toEqual(['paragraph']);
		expect(words((await written())[0])).toBe('');
		expect(wrong).toEqual([]);
	});

	it('joins a phrase to the line, and runs or loads nothing', async () => {
		await page.keyboard.type('前後');
		await page.keyboard.press('ArrowLeft');
		const asked: string[] = [];
		page.on('request', (request) => asked.push(request.url()));
		await paste({
			'text/html':
				'<p onclick="x()">中<img src=x onerror="window.bad=1"><script>window.bad=1</script><a href="java&#9;script:1">間</a><img src="https://evil.example/a.png"></p>',
			'text/plain': '中間',
		});
		expect(words((await written())[0])).toBe('前中間後');
		expect(JSON.stringify(await written())).not.toMatch(/script|onerror|evil/);
		expect(await page.evaluate(() => (globalThis as { bad?: number }).bad)).toBeUndefined();
		expect(asked.filter((url) => url.includes('evil.example'))).toEqual([]);
	});

	it('refuses ten megabytes with a reason and keeps the text', async () => {
		await page.keyboard.type('原來的字');
		for (const type of ['text/html', 'text/plain']) {
			await page.evaluate((kind) => {
				const clipboard = new DataTransfer();
				clipboard.setData(kind, '字'.repeat(5_000_000));
				document.activeElement?.dispatchEvent(
					new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }),
				);
			}, type);
			await expect.poll(() => page.locator('.trouble').innerText()).toContain('太長');
			expect(words((await written())[0])).toBe('原來的字');
		}
	});

	it('takes deep and wide HTML without stopping', async () => {
		await paste({ 'text/html': `${'<div>'.repeat(1_000)}深`, 'text/plain': '深' });
		await paste({ 'text/html': '<table><tr><td>'.repeat(2_000), 'text/plain': '格' });
		await page.keyboard.type('好');
		expect(words((await written()).at(-1) ?? (await written())[0])).toContain('好');
	});

	it('offers to embed an address alone on a line, and refuses look-alikes', async () => {
		await paste({ 'text/plain': 'https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ' });
		expect(await page.getByText('要把這個網址顯示成嵌入內容嗎').count()).toBe(0);
		await page.keyboard.press('Control+a');
		await page.keyboard.press('Delete');
		await paste({ 'text/plain': 'https://youtu.be/dQw4w9WgXcQ', 'text/html': '<a href="https://youtu.be/x">影片</a>' });
		expect(words((await written())[0])).toBe('https://youtu.be/dQw4w9WgXcQ');
		await page.getByRole('button', { name: '嵌入', exact: true }).click();
		expect((await written())[0]).toMatchObject({ type: 'embed', attrs: { provider: 'youtube' } });
		await page.keyboard.press('Control+z');
		expect(words((await written())[0])).toBe('https://youtu.be/dQw4w9WgXcQ');
	});
});

describe('pictures and files', () => {
	const picture = async (colour: string): Promise<Buffer> =>
		sharp({ create: { width: 60, height: 40, channels: 3, background: colour } })
			.png()
			.toBuffer();
	const file = async (name: string, colour: string) => ({ name, mimeType: 'image/png', buffer: await picture(colour) });

	it('asks calmly for alternative texts, one picture at a time', async () => {
		const chooser = page.waitForEvent('filechooser');
		await page.getByRole('button', { name: '圖片', exact: true }).click();
		await (await chooser).setFiles([await file('a.png', '#a00')]);
		await expect.poll(kinds, { timeout: 15_000 }).toContain('picture');
		await expect.poll(() => page.locator('.calm').innerText()).toContain('1 張');
		await page.getByRole('button', { name: '去填寫' }).click();
		await page.keyboard.type('一甕醬油');
		expect(await page.locator('.calm').count()).toBe(0);
		expect((await written()).find(({ type }) => type === 'picture')?.attrs).toMatchObject({
			alt: '一甕醬油',
			width: 60,
		});
	});

	it('takes a picture from the clipboard, as a screenshot comes, where the cursor is', async () => {
		await page.keyboard.type('前面');
		const bytes = [...(await picture('#0aa'))];
		await page.locator('.editor-text').evaluate((text, data) => {
			const clipboardData = new DataTransfer();
			clipboardData.items.add(new File([new Uint8Array(data)], 'image.png', { type: 'image/png' }));
			text.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
		}, bytes);
		await expect.poll(kinds, { timeout: 15_000 }).toContain('picture');
		const blocks = await written();
		expect(words(blocks[0])).toBe('前面');
		expect(blocks.find(({ type }) => type === 'picture')?.attrs).toMatchObject({ width: 60, height: 40 });
		expect(JSON.stringify(blocks)).not.toMatch(/data:|blob:/);
	});

	it('puts several into a gallery by the menu, and takes a file and what is dropped', async () => {
		await page.keyboard.type('/gallery');
		await expect.poll(() => options(page).count()).toBe(1);
		const chooser = page.waitForEvent('filechooser');
		await page.locator('.editor [role=option]').click();
		await (await chooser).setFiles([await file('a.png', '#0a0'), await file('b.png', '#00a')]);
		await expect.poll(kinds, { timeout: 15_000 }).toContain('gallery');
		const order = async () =>
			((await written()).find(({ type }) => type === 'gallery')?.content ?? []).map(({ attrs }) => attrs?.['src']);
		const [first, second] = await order();
		expect(first).toBeTruthy();
		// By keyboard, with the focus staying on what is moved.
		await page.locator('.editor-gallery').getByRole('button', { name: '往後移' }).first().focus();
		await page.keyboard.press('Enter');
		expect(await order()).toEqual([second, first]);
		expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toContain('第 2 張，共 2 張');
		const bytes = [...(await picture('#aa0'))];
		await page.locator('.editor-text').evaluate((text, data) => {
			const transfer = new DataTransfer();
			transfer.items.add(new File([new Uint8Array(data)], 'c.png', { type: 'image/png' }));
			transfer.items.add(new File(['a,b\n1,2\n'], '價目.csv', { type: 'text/csv' }));
			const { left, top } = text.getBoundingClientRect();
			text.dispatchEvent(
				new DragEvent('drop', {
					dataTransfer: transfer,
					clientX: left + 30,
					clientY: top + 20,
					bubbles: true,
					cancelable: true,
				}),
			);
		}, bytes);
		await expect.poll(kinds, { timeout: 15_000 }).toContain('file');
		expect((await written()).find(({ type }) => type === 'file')?.attrs).toMatchObject({
			name: '價目.csv',
			size: 8,
			src: expect.stringMatching(/^\/files\/[0-9a-f]{24}\//) as string,
		});
		await expect.poll(() => page.locator('.calm').innerText(), { timeout: 15_000 }).toContain('3 張');
	});
});

describe('on a phone of 360 pixels', () => {
	it('the toolbar is one row of large targets, the others come on request, and axe finds nothing', async () => {
		await page.setViewportSize({ width: 360, height: 740 });
		try {
			const bar = page.getByRole('toolbar');
			const sizes = async () =>
				(await Promise.all((await bar.getByRole('button').all()).map((button) => button.boundingBox()))).filter(
					(box) => box !== null,
				);
			const first = await sizes();
			expect(first).toHaveLength(7);
			expect(new Set(first.map(({ y }) => Math.round(y))).size).toBe(1);
			expect(Math.min(...first.flatMap(({ width, height }) => [width, height]))).toBeGreaterThanOrEqual(44);
			await bar.getByRole('button', { name: '更多格式' }).click();
			expect((await sizes()).length).toBeGreaterThan(14);
			await page.keyboard.press('Escape');
			await page.locator('.editor-text').click();
			await page.keyboard.type('/');
			await expect.poll(() => options(page).count()).toBeGreaterThan(8);
			const menu = await page.locator('.editor [role=listbox]').boundingBox();
			expect((menu?.x ?? 0) + (menu?.width ?? 999)).toBeLessThanOrEqual(360);
			for (const option of await options(page).all())
				expect((await option.boundingBox())?.height).toBeGreaterThanOrEqual(44);
			expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
			expect(await faultsOf(page, 'everything', '.editor')).toEqual([]);
		} finally {
			await page.setViewportSize({ width: 1280, height: 900 });
		}
	});

	it('takes a photograph: where a finger points, the menu offers the camera, and the picture stands in the text', async () => {
		const phone = await browser.newContext({
			viewport: { width: 360, height: 740 },
			hasTouch: true,
			isMobile: true,
			locale: 'zh-TW',
			storageState: await desk.storageState(),
		});
		try {
			const hand = await phone.newPage();
			await hand.goto(`${product.url}/console/content/new`);
			await hand.locator('.editor-text').tap();
			await hand.keyboard.type('/camera');
			await expect.poll(() => options(hand).allInnerTexts()).toEqual([expect.stringContaining('拍照')]);
			const chooser = hand.waitForEvent('filechooser');
			await options(hand).tap();
			const asked = await chooser;
			const field = asked.element();
			expect([await field.getAttribute('capture'), await field.getAttribute('accept'), asked.isMultiple()]).toEqual([
				'environment',
				'image/*',
				false,
			]);
			const taken = sharp({ create: { width: 90, height: 120, channels: 3, background: '#753' } }).jpeg();
			await asked.setFiles([{ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: await taken.toBuffer() }]);
			const body = async () => JSON.parse(await hand.locator('input[name=body]').inputValue()) as Node;
			await expect
				.poll(async () => (await body()).content?.find(({ type }) => type === 'picture')?.attrs, { timeout: 15_000 })
				.toMatchObject({ width: 90, height: 120 });
		} finally {
			await phone.close();
		}
	});
});

describe('reading', () => {
	const markdown = `豆油[^1]\n\n::contents\n\n## 一\n\nhttps://youtu.be/dQw4w9WgXcQ\n\n${'| 很長的欄位名稱 '.repeat(8)}|\n${'|---'.repeat(8)}|\n${'| 內容 '.repeat(8)}|\n\n::button[看看](/articles)\n\n## 二\n\n字\n\n[^1]: 見 https://a.example/`;
	let address = '';

	it('what was written without scripts has every block, and axe finds nothing on a phone', async () => {
		const plain = await browser.newContext({ javaScriptEnabled: false, storageState: await desk.storageState() });
		const form = await plain.newPage();
		await form.goto(`${product.url}/console/content/new`);
		await form.locator('input[name=title]').fill('不用程式也能寫');
		await form.locator('textarea[name=body_markdown]').fill(markdown);
		await form.getByRole('button', { name: '發布', exact: true }).click();
		await form.waitForURL(/published/);
		expect(await form.locator('textarea[name=body_markdown]').inputValue()).toContain('::contents');
		await plain.close();
		address = `${product.url}/articles/${encodeURIComponent('不用程式也能寫')}`;
		const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'zh-TW' });
		const reader = await phone.newPage();
		await reader.goto(address);
		expect(await reader.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
		expect(await faultsOf(reader, 'everything')).toEqual([]);
		await reader.getByRole('link', { name: '註 1', exact: true }).click();
		expect(decodeURIComponent(reader.url())).toMatch(/#note-1$/);
		await reader.getByRole('link', { name: '回到註 1 的內文' }).click();
		expect(reader.url()).toMatch(/#note-ref-1$/);
		await phone.close();
	});

	it('a picture that is not there yet is a field of its own colour, in its place', async () => {
		const bytes = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#2a6f4e' } })
			.png()
			.toBuffer();
		const form = new FormData();
		form.set('file', new Blob([bytes as BlobPart], { type: 'image/png' }), 'green.png');
		const cookie = (await desk.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
		const sent = await fetch(`${product.url}/console/content/picture`, {
			method: 'POST',
			body: form,
			headers: { origin: product.url, cookie },
		});
		expect(sent.status).toBe(200);
		const { id } = (await sent.json()) as { id: number };
		await page.goto(`${product.url}/console/content/new`);
		const body = { type: 'doc', content: [{ type: 'picture', attrs: { id, src: '', alt: '綠', caption: '' } }] };
		const fields = new URLSearchParams({ title: '一片綠', body: JSON.stringify(body), slug: 'green' });
		const published = await page.request.post(`${product.url}/console/content/new?/publish`, {
			headers: {
				origin: product.url,
				accept: 'text/html',
				'content-type': 'application/x-www-form-urlencoded',
			},
			data: fields.toString(),
			maxRedirects: 0,
		});
		expect(published.status()).toBe(303);
		const context = await browser.newContext({ locale: 'zh-TW' });
		const reader = await context.newPage();
		await context.route('**/media/*', () => undefined);
		await reader.goto(`${product.url}/articles/green`, { waitUntil: 'domcontentloaded' });
		const picture = reader.locator('.prose img').first();
		const colour = await picture.getAttribute('data-colour');
		expect(colour).toMatch(/^#[0-9a-f]{6}$/);
		const rgb = (colour?.slice(1).match(/../g) ?? []).map((part) => parseInt(part, 16));
		await expect
			.poll(() => picture.evaluate((element) => getComputedStyle(element).backgroundColor))
			.toBe(`rgb(${rgb.join(', ')})`);
		// Green, give or take what encoding does.
		expect(Math.abs((rgb[1] ?? 0) - 0x6f)).toBeLessThan(12);
		const box = await picture.boundingBox();
		expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(1.5, 1);
		await context.close();
	});

	it('prints the text and where its links lead, and nothing to press', async () => {
		const context = await browser.newContext({ locale: 'zh-TW' });
		const reader = await context.newPage();
		await reader.goto(address);
		await reader.emulateMedia({ media: 'print' });
		const seen = (selector: string) => reader.locator(selector).first().isVisible();
		expect(await seen('h1')).toBe(true);
		expect(await seen('.prose')).toBe(true);
		for (const selector of ['.site-nav', '.composer', '.skip-link', 'form'])
			expect(`${selector} ${await seen(selector)}`).toBe(`${selector} false`);
		const colours = await reader.evaluate(() => {
			const { color, backgroundColor } = getComputedStyle(document.body);
			return [color, backgroundColor];
		});
		expect(colours).toEqual(['rgb(0, 0, 0)', 'rgba(0, 0, 0, 0)']);
		expect(await reader.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
		await context.close();
	});

	it('an embed asks nobody before it is clicked, stays in its place and is not remembered', async () => {
		const context = await browser.newContext({ locale: 'zh-TW' });
		const reader = await context.newPage();
		const asked: string[] = [];
		const refused: string[] = [];
		reader.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
		await context.route(
			(url) => url.origin !== new URL(product.url).origin,
			(route) => {
				asked.push(route.request().url());
				return route.fulfill({ contentType: 'text/html; charset=utf-8', body: '<p>影片</p>' });
			},
		);
		const answer = await reader.goto(address);
		expect(answer?.headers()['content-security-policy']).toContain("frame-src 'self' https://www.youtube-nocookie.com");
		await reader.waitForTimeout(500);
		expect(asked).toEqual([]);
		const card = reader.locator('.embed');
		const place = () =>
			card.evaluate((element: HTMLElement) => [element.offsetTop, element.offsetWidth, element.offsetHeight]);
		const before = await place();
		await card.getByRole('button', { name: /YouTube/ }).click();
		await expect.poll(() => reader.frameLocator('.embed iframe').locator('p').innerText()).toBe('影片');
		expect(asked).toEqual(['https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ']);
		expect(await place()).toEqual(before);
		expect(await card.locator('iframe').getAttribute('title')).toContain('YouTube');
		expect(refused).toEqual([]);
		expect(await context.cookies()).toEqual([]);
		// Nothing else may be framed, and other pages may frame nobody.
		await reader.evaluate(() => {
			const frame = document.createElement('iframe');
			frame.src = 'https://evil.example/';
			document.body.append(frame);
		});
		await expect.poll(() => refused.join()).toContain('evil.example');
		expect(asked).toHaveLength(1);
		const home = await reader.goto(product.url);
		expect(home?.headers()['content-security-policy']).not.toContain('frame-src');
		await context.close();
	});
});
