import { describe, expect, it } from 'vitest';
import { fromMarkdown } from './from-markdown.ts';
import { randomDocument, seeded } from './random-document.fixture.ts';
import { renderHtml } from './render-html.ts';
import { toMarkdown } from './to-markdown.ts';
import { parseDocument } from './validate-document.ts';

const html = (markdown: string, profile: 'article' | 'comment' = 'article'): string =>
	renderHtml(fromMarkdown(markdown, profile));

it('keeps what a link and a button are to search engines, also for whoever writes without scripts', () => {
	const markdown =
		'[甕廠](https://jar.example/ "sponsored") 和 [**那一篇**](<https://a.example/b_(c)> "nofollow")，[https://c.example/](https://c.example/ "sponsored")\n\n::button[買](https://shop.example/ "sponsored")';
	const document = fromMarkdown(markdown, 'article');
	expect(document.content).toMatchObject([
		{
			content: [
				{ text: '甕廠', marks: [{ type: 'link', attrs: { href: 'https://jar.example/', rel: 'sponsored' } }] },
				{ text: ' 和 ' },
				{ marks: [{ attrs: { href: 'https://a.example/b_(c)', rel: 'nofollow' } }, { type: 'bold' }] },
				{ text: '，' },
				{ marks: [{ attrs: { href: 'https://c.example/', rel: 'sponsored' } }] },
			],
		},
		{ type: 'button', attrs: { label: '買', href: 'https://shop.example/', rel: 'sponsored' } },
	]);
	expect(toMarkdown(document)).toBe(markdown);
	// Any other title is nobody's word to a search engine.
	expect(toMarkdown(fromMarkdown('[x](https://x.example/ "ugc")', 'article'))).toBe('[x](https://x.example/)');
});

describe('fromMarkdown', () => {
	it.each([
		['這是**「重點」**是重點', '<p>這是<strong>「重點」</strong>是重點</p>'],
		['他說**好吃。**然後', '<p>他說<strong>好吃。</strong>然後</p>'],
		['**（注意）**請*小心*喔~~刪~~掉', '<p><strong>（注意）</strong>請<em>小心</em>喔<s>刪</s>掉</p>'],
		['2 * 3 * 4', '<p>2 * 3 * 4</p>'],
		['第一行\n第二行', '<p>第一行第二行</p>'],
		['line one\nline two', '<p>line one line two</p>'],
		['# 大\n\n##### 小', '<h2 id="h-大">大</h2><h4 id="h-小">小</h4>'],
		['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
		['[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>'],
		['看https://a.example/b，好', '<p>看<a href="https://a.example/b">https://a.example/b</a>，好</p>'],
		['`https://a.example/`', '<p><code>https://a.example/</code></p>'],
		['3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
		['', ''],
	])('reads %j', (markdown, expected) => {
		expect(html(markdown)).toBe(expected);
	});

	it('fits a comment', () => {
		expect(html('# 標題\n\n---\n\n一\n二\n\nhttps://youtu.be/dQw4w9WgXcQ\n\n> ## q', 'comment')).toBe(
			'<p><strong>標題</strong></p><p>一<br>二</p><p><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">https://www.youtube.com/watch?v=dQw4w9WgXcQ</a></p><blockquote><p><strong>q</strong></p></blockquote>',
		);
	});

	it('reads tables, footnotes, galleries and blocks of our own', () => {
		const { content } = fromMarkdown(
			'豆[^a]油[^無]\n\n| 名 | 價 |\n|---|---|\n| 豆`a|b`<br>油 | **280** |\n\n![a](/media/a.png "一") ![b](/media/b.png)\n\n::contents\n::button[立即購買](https://shop.example/)\n\n::file[價目 \\[1\\].pdf](/files/0123456789abcdef01234567/x.pdf "application/pdf 1234")\n\n[^a]: 見 [這裡](https://a.example/) **好**\n[^b]: 沒人提',
			'article',
		);
		expect(content).toMatchObject([
			{
				content: [
					{ text: '豆' },
					{ type: 'footnote', attrs: { text: '見 這裡 https://a.example/ 好' } },
					{ text: '油[^無]' },
				],
			},
			{
				type: 'table',
				content: [{ content: [{ type: 'tableHeader' }, { type: 'tableHeader' }] }, { content: [{}, {}] }],
			},
			{ type: 'gallery', content: [{ attrs: { alt: 'a', caption: '一' } }, { attrs: { alt: 'b' } }] },
			{ type: 'contents' },
			{ type: 'button', attrs: { label: '立即購買', href: 'https://shop.example/' } },
			{
				type: 'file',
				attrs: {
					src: '/files/0123456789abcdef01234567/x.pdf',
					name: '價目 [1].pdf',
					size: 1234,
					mediaType: 'application/pdf',
				},
			},
			{ type: 'paragraph', content: [{ text: '[^b]: 沒人提' }] },
		]);
	});

	it.each([
		['::button[x](javascript:alert(1))', '<p>x</p>'],
		[
			'::button[<img src=x onerror=1>](/a)',
			'<p class="action"><a class="button" href="/a">&lt;img src=x onerror=1&gt;</a></p>',
		],
		['::file[x](/logout)', '<p><a href="/logout">x</a></p>'],
		['::file[x](https://evil.example/x.exe)', '<p><a href="https://evil.example/x.exe">x</a></p>'],
		['::unknown[x](y)', '<p>::unknownx</p>'],
		['::button[x]', '<p>::button[x]</p>'],
		['a<br>b<br onclick=x>', '<p>a<br>b&lt;br onclick=x&gt;</p>'],
	])('makes nothing dangerous of %s', (markdown, expected) => {
		expect(html(markdown)).toBe(expected);
	});

	it('finds pictures by their address', () => {
		const document = fromMarkdown('前![貓](picture:cat "說明")後', 'article', {
			picture: (address) => (address === 'picture:cat' ? { id: 3, src: '/media/c.webp', width: 10, height: 5 } : null),
		});
		expect(document.content).toMatchObject([
			{ type: 'paragraph' },
			{ type: 'picture', attrs: { id: 3, src: '/media/c.webp', alt: '貓', caption: '說明', width: 10, height: 5 } },
			{ type: 'paragraph' },
		]);
		expect(fromMarkdown('![x](picture:none)', 'article').content).toEqual([{ type: 'paragraph' }]);
	});

	it.each([
		['quotes', '> '.repeat(60_000) + 'x'],
		['brackets', '['.repeat(60_000)],
		['stars', '*a '.repeat(40_000)],
		['stars joined', '*'.repeat(100_000)],
		['underscores', '_a_'.repeat(40_000)],
		['backticks', '`a``b```'.repeat(10_000)],
		['links', '[a]('.repeat(20_000)],
		['pictures', '!['.repeat(40_000)],
		['lists', '- '.repeat(60_000) + 'x'],
		['autolinks', '<a:'.repeat(30_000)],
		['addresses', 'https://a.b/'.repeat(15_000)],
		['tables', '|a'.repeat(30_000) + '\n' + '|-'.repeat(30_000) + '\n|x'.repeat(100)],
		['footnotes', '[^1]'.repeat(90_000) + `\n\n[^1]: ${'字'.repeat(5_000)}`],
		['footnote definitions', Array.from({ length: 20_000 }, (_, index) => `[^${index}]: x`).join('\n')],
		['blocks', '::button[x](/a)\n'.repeat(20_000)],
		['labels', `::button${'['.repeat(100_000)}`],
		['cells', `${'| a '.repeat(29)}|\n${'|-'.repeat(29)}|\n${`${'| x '.repeat(29)}|\n`.repeat(2_000)}`],
		['entities', '&#'.repeat(60_000)],
		['space', `a${' '.repeat(150_000)}b`],
		['lines', 'a\n'.repeat(90_000)],
	])('survives hostile %s', (_, markdown) => {
		const started = performance.now();
		try {
			fromMarkdown(markdown, 'article');
		} catch (error) {
			expect(error).toMatchObject({ name: 'DocumentProblem' });
		}
		expect(performance.now() - started).toBeLessThan(8_000);
	});

	it('refuses a source that is too long', () => {
		expect(() => fromMarkdown('x'.repeat(10_000_000), 'article')).toThrow('document.too-long');
	});
});

describe('toMarkdown', () => {
	it('writes what a person would', () => {
		const markdown =
			'## 做法\n\n1. 冷鍋下*五花肉*\n2. 加水\n   - 三份\n\n> 放涼\n\n**重點**在[這裡](/community/recipes)。\n\n---\n\n![一碗滷肉](/media/a.webp "剛起鍋")\n\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ\n\n```js\nx\n```';
		expect(toMarkdown(fromMarkdown(markdown, 'article'))).toBe(markdown);
	});

	it('comes back as the same document (600 seeded documents)', () => {
		const random = seeded(7);
		for (let round = 0; round < 600; round += 1) {
			const document = parseDocument(randomDocument(random, false), 'article');
			const markdown = toMarkdown(document);
			expect(fromMarkdown(markdown, 'article'), markdown).toEqual(document);
		}
	});
});
