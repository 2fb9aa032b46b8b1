import { gunzipSync, brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { finishPage, layIn } from '#web/front/compose-page.ts';

const html = `<p>${'共同的內容。'.repeat(200)}</p><!--slot:account--><a href="/login">登入</a><!--/slot--><main>${'x'.repeat(3000)}</main><!--slot:form-->訪客<!--/slot--><footer></footer>`;

describe('compose', () => {
	it('gives a visitor what stands in the slots, in every encoding', async () => {
		const page = await finishPage(html, 200, {}, [], {});
		const expected = html.replaceAll(/<!--\/?slot(?::\w+)?-->/g, '');
		expect(page.finished.identity.toString()).toBe(expected);
		expect(gunzipSync(page.finished.gzip).toString()).toBe(expected);
		expect(brotliDecompressSync(page.finished.br).toString()).toBe(expected);
	});

	it('lays a person in, and both encodings say the same', async () => {
		const page = await finishPage(html, 200, {}, [], {});
		const parts = { account: '<b>阿明 &amp; 小美</b>', form: '長'.repeat(40_000) };
		const plain = layIn(page, parts, false);
		expect(plain.toString()).toContain('<b>阿明 &amp; 小美</b><main>');
		expect(plain.toString()).not.toContain('登入');
		expect(plain.toString()).not.toContain('訪客');
		expect(gunzipSync(layIn(page, parts, true)).equals(plain)).toBe(true);
	});

	it('keeps a page without slots in one piece', async () => {
		const page = await finishPage('<p>hello</p>', 200, {}, [], {});
		expect(page.segments).toHaveLength(1);
	});
});
