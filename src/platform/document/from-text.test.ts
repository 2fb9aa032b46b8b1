import { describe, expect, it } from 'vitest';
import { fromText } from './from-text.ts';
import { renderHtml } from './render-html.ts';

const html = (text: string): string => renderHtml(fromText(text, 'comment'));
const link = (address: string): string => `<a href="${address}">${address}</a>`;

describe('fromText', () => {
	it('makes paragraphs of blank lines and keeps line ends', () => {
		expect(html('\n 一\r\n二  \r\n \t\r\n\r\n\r\n三\n')).toBe('<p> 一<br>二</p><p>三</p>');
		expect(html(' \n\n ')).toBe('');
	});

	it('leaves Markdown and HTML as they were typed', () => {
		expect(html('**a** <b>x</b> &amp; # b')).toBe('<p>**a** &lt;b&gt;x&lt;/b&gt; &amp;amp; # b</p>');
	});

	it.each([
		['看https://a.example/b，好', `看${link('https://a.example/b')}，好`],
		['「https://a.example/?q=1」', `「${link('https://a.example/?q=1')}」`],
		['（https://a.example）。', `（${link('https://a.example')}）。`],
		['https://a.example/b這個', `${link('https://a.example/b')}這個`],
		['https://a.example/articles/第一次滷肉！', `${link('https://a.example/articles/第一次滷肉')}！`],
		[
			'https://a.example/w/A_(b) (https://a.example/c).',
			`${link('https://a.example/w/A_(b)')} (${link('https://a.example/c')}).`,
		],
		['https://a.example/a, https://b.example!', `${link('https://a.example/a')}, ${link('https://b.example')}!`],
		['HTTP://A.example/x', link('HTTP://A.example/x')],
		['https://user@evil.example/', 'https://user@evil.example/'],
		[
			'javascript:alert(1) http:// https://.. xhttps://a.example ftp://a.example',
			'javascript:alert(1) http:// https://.. xhttps://a.example ftp://a.example',
		],
	])('links addresses in %s', (text, expected) => {
		expect(html(text)).toBe(`<p>${expected}</p>`);
	});

	it.each([
		['line ends', '\n'.repeat(199_000)],
		['lines', 'a\n'.repeat(99_000)],
		['spaces', `a${' '.repeat(199_000)}b`],
		['addresses', 'http://'.repeat(28_000)],
		['brackets', `https://a.b/${'('.repeat(90_000)}${')'.repeat(90_000)}`],
		['stops', `https://a.b/${'.'.repeat(190_000)}`],
		['size', 'x'.repeat(10_000_000)],
	])('survives hostile %s', (_, text) => {
		const started = performance.now();
		try {
			expect(fromText(text, 'comment').type).toBe('doc');
		} catch (error) {
			expect(error).toMatchObject({ name: 'DocumentProblem' });
		}
		expect(performance.now() - started).toBeLessThan(8_000);
	});
});
