import { describe, expect, it } from 'vitest';
import { decodePage, readPreview } from '#community/server/read-preview.ts';
import { linkToPreview } from '#community/preview.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';

const at = 'https://www.shop.example/a/b';

describe('what a page says of itself', () => {
	it('is what it says for others, then what every page says', () => {
		const html = `<title>頁名</title><meta property="og:title" content=" 開缸 &amp; 裝瓶 "><meta name="description" content="一般說明">
			<meta property="og:image" content="/pic.jpg"><meta property="og:site_name" content="醬油店">`;
		expect(readPreview(html, at)).toEqual({
			title: '開缸 & 裝瓶',
			description: '一般說明',
			source: '醬油店',
			picture: 'https://www.shop.example/pic.jpg',
		});
		expect(readPreview('<title>只有這個</title>', at)).toEqual({
			title: '只有這個',
			description: '',
			source: 'shop.example',
			picture: null,
		});
		expect(readPreview('<p>沒有名字</p>', at)).toBeNull();
	});
	it('is words, of a length, on one line, whatever stands there', () => {
		const said = readPreview(
			`<meta property="og:title" content="${'長'.repeat(500)}"><meta property="og:description" content="一\n\n二\u202e三<script>">
			<meta property="og:image" content="javascript:alert(1)"><meta property="og:site_name" content="\u0000\u200b x ">`,
			at,
		);
		expect([...(said?.title ?? '')]).toHaveLength(200);
		expect(said).toMatchObject({ description: '一 二 三<script>', picture: null });
		for (const picture of ['file:///etc/passwd', 'data:image/png;base64,AA', 'http://[', ''])
			expect(readPreview(`<title>x</title><meta property="og:image" content="${picture}">`, at)?.picture).toBeNull();
	});
	it('is read in the encoding that it is written in', () => {
		const big5 = Buffer.from([0xa4, 0xa4, 0xa4, 0xe5]);
		expect(decodePage(big5, 'text/html; charset=big5')).toBe('中文');
		expect(decodePage(Buffer.concat([Buffer.from('<meta charset="big5">'), big5]), 'text/html')).toContain('中文');
		expect(decodePage(Buffer.from('中文'), 'text/html; charset=no-such-thing')).toBe('中文');
	});
});

describe('the link of a comment', () => {
	const link = (text: string) => linkToPreview(fromMarkdown(text, 'comment'), 'home.example');
	it('is the first that leads to another place, not in a quote, without its anchor', () => {
		expect(link('看 https://one.example/x#y 和 https://two.example/')).toBe('https://one.example/x');
		expect(link('> https://quoted.example/\n\n[這裡](https://said.example/)')).toBe('https://said.example/');
		expect(link('[家裡](https://home.example/a) 沒有別的')).toBeNull();
		expect(link('沒有連結')).toBeNull();
		expect(link('[人](https://user:word@evil.example/)')).toBeNull();
	});
});
