import { type DefaultTreeAdapterMap, html as namespaces, parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { fromHtml } from './from-html.ts';
import { fromMarkdown } from './from-markdown.ts';
import { findAll } from './html-tree.ts';
import { outline } from './outline.ts';
import { randomDocument, seeded } from './random-document.fixture.ts';
import { renderHtml } from './render-html.ts';
import type { Document } from './schema.ts';
import { parseDocument } from './validate-document.ts';

const allowed: Record<string, readonly string[]> = {
	p: ['class'],
	h2: ['id'],
	h3: ['id'],
	h4: ['id'],
	ul: [],
	ol: ['start'],
	li: ['id'],
	blockquote: [],
	pre: [],
	code: ['class'],
	hr: [],
	br: [],
	strong: [],
	em: [],
	s: [],
	a: ['href', 'rel', 'id', 'role', 'aria-label', 'class', 'download', 'type', 'data-size'],
	span: [],
	sup: ['class'],
	section: ['class', 'role', 'aria-label'],
	nav: ['class', 'aria-label'],
	div: ['class', 'role', 'tabindex', 'aria-label'],
	table: [],
	thead: [],
	tbody: [],
	tr: [],
	th: ['scope'],
	td: [],
	figure: ['class', 'data-provider', 'data-name', 'data-frame'],
	figcaption: [],
	picture: [],
	source: ['type', 'media', 'srcset', 'sizes'],
	img: ['loading', 'decoding', 'src', 'srcset', 'sizes', 'width', 'height', 'class', 'data-colour', 'alt'],
};

/** Throws when the HTML has anything that a document cannot have. */
function inspect(html: string): void {
	const visit = (node: DefaultTreeAdapterMap['childNode']): void => {
		if (!('tagName' in node)) return void expect(node.nodeName).toBe('#text');
		expect(node.namespaceURI).toBe(namespaces.NS.HTML);
		expect(Object.keys(allowed)).toContain(node.tagName);
		for (const { name, value } of node.attrs) {
			expect(allowed[node.tagName]).toContain(name);
			if (name === 'href' || name === 'data-frame')
				expect(value).toMatch(/^(https?:\/\/|mailto:|\/(?![/\\])|#(?:h|note)-)/i);
			if (name === 'src') expect(value).toMatch(/^\/media\//);
		}
		node.childNodes.forEach(visit);
	};
	const errors: unknown[] = [];
	const tree = parseFragment(html, { sourceCodeLocationInfo: true, onParseError: (error) => errors.push(error) });
	expect(errors).toEqual([]);
	tree.childNodes.forEach(visit);
}

const line = (text: string, marks?: unknown): Document =>
	parseDocument({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text, marks }] }] }, 'article');

describe('renderHtml', () => {
	it.each([
		'<script>alert(1)</script>',
		'"><img src=x onerror=alert(1)>',
		"'><svg/onload=alert(1)>",
		'</p></article><iframe src=//evil>',
		'<!-- --!><script>',
		'&lt;script&gt;',
		'<![CDATA[x',
		'{{constructor.constructor("x")()}}',
		'\u2028<x>',
		'<style>@import',
		'<math><mi//xlink:href="data:x,<script>">',
		'<a href="javascript:1">',
		'&#60;b&#62;',
	])('shows %s as text', (hostile) => {
		const html = renderHtml(line(hostile));
		inspect(html);
		const shown = findAll(parseFragment(html).childNodes, 'p').flatMap((node) =>
			node.childNodes.map((child) => ('value' in child ? child.value : '?')),
		);
		expect(shown.join('')).toBe(hostile.replace('\u2028', ' '));
	});

	it('escapes hostile attributes of everything', () => {
		const hostile = '"><script>alert(1)</script>\' onerror=x';
		const html = renderHtml(
			parseDocument(
				{
					type: 'doc',
					content: [
						{ type: 'picture', attrs: { id: 1, src: `/media/${hostile}`, alt: hostile, caption: hostile } },
						{ type: 'picture', attrs: { src: `https://a.example/${hostile}`, alt: hostile } },
						{ type: 'heading', attrs: { level: hostile }, content: [{ type: 'text', text: hostile }] },
						{ type: 'codeBlock', attrs: { language: hostile }, content: [{ type: 'text', text: hostile }] },
						{ type: 'orderedList', attrs: { start: hostile }, content: [{ type: 'listItem', content: [] }] },
						{ type: 'embed', attrs: { url: `https://www.google.com/maps/place/${hostile}` } },
						{ type: 'button', attrs: { label: hostile, href: `https://a.example/${hostile}` } },
						{ type: 'button', attrs: { label: hostile, href: `/a${hostile}` } },
						{
							type: 'file',
							attrs: {
								src: '/files/0123456789abcdef01234567/a.pdf',
								name: hostile,
								size: 7,
								mediaType: 'application/pdf',
							},
						},
						{
							type: 'file',
							attrs: { src: '/files/0123456789abcdef01234567/b.pdf', name: 'b', size: hostile, mediaType: hostile },
						},
						{
							type: 'gallery',
							content: [1, 2].map((id) => ({
								type: 'picture',
								attrs: { id, src: '', alt: hostile, caption: hostile },
							})),
						},
						{ type: 'contents' },
						{ type: 'paragraph', content: [{ type: 'footnote', attrs: { text: hostile } }] },
						{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: hostile }] },
						{
							type: 'table',
							content: [
								{
									type: 'tableRow',
									content: [
										{
											type: 'tableHeader',
											attrs: { colspan: hostile },
											content: [{ type: 'paragraph', content: [{ type: 'text', text: hostile }] }],
										},
									],
								},
							],
						},
					],
				},
				'article',
			),
			{
				rel: 'ugc nofollow',
				pictureSources: () => ({
					src: `/media/${hostile}`,
					srcset: hostile,
					width: 1,
					height: 1,
					formats: [{ type: hostile, srcset: hostile, media: hostile }],
					colour: hostile,
					focus: hostile,
				}),
			},
		);
		inspect(html);
		expect(html).not.toContain('<script');
	});

	it('does not trust a document that went around validation', () => {
		const forged = {
			type: 'doc',
			content: [
				{ type: 'script', content: [] },
				{
					type: 'paragraph',
					content: [
						{
							type: 'text',
							text: 'x',
							marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }, { type: 'script' }],
						},
						{ type: 'raw', text: '<b>' },
					],
				},
				{ type: 'picture', attrs: { id: null, src: 'javascript:1', alt: '', caption: '' } },
				{ type: 'embed', attrs: { url: 'https://evil.example/', provider: 'youtube' } },
				{ type: 'button', attrs: { label: 'x', href: 'javascript:1' } },
				{ type: 'file', attrs: { src: '/logout', name: 'x', size: null, mediaType: null } },
				{ type: 'gallery', content: [{ type: 'picture', attrs: { id: null, src: 'data:x', alt: '', caption: '' } }] },
				{ type: 'table', content: [] },
				{ type: 'contents' },
				{ type: 'heading', attrs: { level: '2><script>' }, content: [{ type: 'text', text: 'h' }] },
			],
		} as unknown as Document;
		expect(renderHtml(forged)).toBe('<p>x</p><h2 id="h-h">h</h2>');
	});

	it('marks links to other hosts, and only those', () => {
		const html = renderHtml(
			fromMarkdown(
				'[a](https://Home.tw/x) [b](/y) [c](https://else.tw/) [d](mailto:a@b.tw) [e](https://home.tw.evil.tw/)',
				'comment',
			),
			{ rel: 'ugc nofollow', siteHost: 'home.tw' },
		);
		expect(html.match(/rel="ugc nofollow"/g)).toHaveLength(2);
		expect(html).toContain('<a href="https://else.tw/" rel="ugc nofollow">c</a>');
		expect(renderHtml(fromMarkdown('[c](https://else.tw/)', 'article'), { rel: '', siteHost: 'home.tw' })).toBe(
			'<p><a href="https://else.tw/">c</a></p>',
		);
	});

	it('says of a link that it is paid for, also where it leads over this site, and reads it again', () => {
		const paid = { type: 'link', attrs: { href: 'https://shop.tw/?a=1', rel: 'sponsored' } };
		const own = { type: 'link', attrs: { href: '/go/x', rel: 'nofollow sponsored' } };
		const document = parseDocument(
			{
				type: 'doc',
				content: [
					{
						type: 'paragraph',
						content: [
							{ type: 'text', text: '甲', marks: [paid] },
							{ type: 'text', text: '乙', marks: [{ type: 'link', attrs: { href: 'https://shop.tw/?a=1' } }] },
							{ type: 'text', text: '丙', marks: [own] },
							{ type: 'text', text: '丁', marks: [{ type: 'link', attrs: { href: '/x', rel: 'ugc nofollow "><b>' } }] },
						],
					},
					{ type: 'button', attrs: { label: '買', href: 'https://shop.tw/', rel: 'sponsored' } },
				],
			},
			'article',
		);
		const html = renderHtml(document, { rel: '', siteHost: 'home.tw' });
		expect(html).toBe(
			'<p><a href="https://shop.tw/?a=1" rel="sponsored">甲</a><a href="https://shop.tw/?a=1">乙</a>' +
				'<a href="/go/x" rel="sponsored">丙</a><a href="/x">丁</a></p>' +
				'<p class="action"><a class="button" href="https://shop.tw/" rel="sponsored">買</a></p>',
		);
		expect(fromHtml(html, 'article')).toEqual(document);
		expect(renderHtml(document, { rel: 'ugc nofollow', siteHost: 'home.tw' })).toContain(
			'<a href="https://shop.tw/?a=1" rel="ugc nofollow sponsored">甲</a>',
		);
	});

	it('shows a picture in its sizes with its caption', () => {
		const document = parseDocument(
			{
				type: 'doc',
				content: [{ type: 'picture', attrs: { id: 5, src: '/media/old.webp', alt: '一碗"滷肉"', caption: '剛起鍋' } }],
			},
			'article',
		);
		const sources = { src: '/media/a.jpg', srcset: '/media/a-400.webp 400w', width: 1200, height: 800 };
		expect(
			renderHtml(document, { pictureSources: (media) => (media === 5 ? sources : null), pictureSizes: '100vw' }),
		).toBe(
			'<figure class="picture"><img loading="lazy" decoding="async" src="/media/a.jpg" srcset="/media/a-400.webp 400w" sizes="100vw" width="1200" height="800" alt="一碗&quot;滷肉&quot;"><figcaption>剛起鍋</figcaption></figure>',
		);
		expect(renderHtml(document, { pictureSources: () => null })).toContain('src="/media/old.webp"');
	});

	it('offers a picture in every encoding, with its colour and what must stay in sight', () => {
		const document = parseDocument(
			{ type: 'doc', content: [{ type: 'picture', attrs: { id: 5, src: '/media/old.webp', alt: '貓' } }] },
			'article',
		);
		const formats = [
			{ type: 'image/avif', srcset: '/media/a.avif 320w' },
			{ type: 'image/webp', srcset: '/media/a.webp 320w', media: '(prefers-reduced-motion: reduce)' },
		];
		const sources = { src: '/media/a.jpg', width: 3, height: 2, formats, colour: '#aabbcc', focus: 'fx-0' };
		expect(renderHtml(document, { pictureSources: () => sources, pictureSizes: '100vw' })).toBe(
			'<figure class="picture"><picture><source type="image/avif" srcset="/media/a.avif 320w" sizes="100vw"><source type="image/webp" media="(prefers-reduced-motion: reduce)" srcset="/media/a.webp 320w" sizes="100vw"><img loading="lazy" decoding="async" src="/media/a.jpg" width="3" height="2" class="fx-0" data-colour="#aabbcc" alt="貓"></picture></figure>',
		);
	});

	it('never loads anything from another place', () => {
		const html = renderHtml(fromMarkdown('![貓](https://a.example/b.png)\n\nhttps://youtu.be/dQw4w9WgXcQ', 'article'));
		expect(html).toContain('<figure class="picture"><a href="https://a.example/b.png">貓</a></figure>');
		expect(html).toContain(
			'<figure class="embed" data-provider="youtube" data-name="YouTube" data-frame="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">',
		);
		expect(html).not.toMatch(/<iframe|<img|<script/);
	});

	it('gives headings readable and different anchors, the same as the outline', () => {
		const document = fromMarkdown(
			'## 三個常見的問題？\n\n## Q & A\n\n## Q & A\n\n## ！？\n\n### ＡＢＣ 123\n\n## Q a 2',
			'article',
		);
		const ids = [...renderHtml(document).matchAll(/id="([^"]+)"/g)].map((match) => match[1]);
		expect(ids).toEqual(['h-三個常見的問題', 'h-q-a', 'h-q-a-2', 'h-section', 'h-abc-123', 'h-q-a-2-2']);
		expect(outline(document).map((entry) => entry.id)).toEqual(ids);
	});

	it('writes a table of contents from two headings on, as deep as they go', () => {
		const html = renderHtml(fromMarkdown('::contents\n\n### 前\n\n## 一\n\n### 一之一\n\n## 二 *好*', 'article'));
		expect(html).toContain(
			'<nav class="contents" aria-label="目錄"><p><strong>目錄</strong></p><ol><li><a href="#h-前">前</a></li><li><a href="#h-一">一</a><ol><li><a href="#h-一之一">一之一</a></li></ol></li><li><a href="#h-二-好">二 好</a></li></ol></nav>',
		);
		inspect(html);
		expect(renderHtml(fromMarkdown('::contents\n\n## 一', 'article'))).toBe('<h2 id="h-一">一</h2>');
		expect(renderHtml(fromMarkdown('::contents\n\n## a\n\n## b', 'article'), { locale: 'en' })).toContain('Contents');
	});

	it('numbers footnotes by their place and leads there and back', () => {
		const html = renderHtml(
			fromMarkdown(
				'一[^x]\n\n| 二[^y] |\n|---|\n\n## 三[^z]\n\n[^z]: 丙\n[^y]: 乙 https://a.example/\n[^x]: <b>甲',
				'article',
			),
		);
		inspect(html);
		expect(html).toContain(
			'<p>一<sup class="note"><a id="note-ref-1" href="#note-1" role="doc-noteref" aria-label="註 1">1</a></sup></p>',
		);
		expect(html).toContain('<h2 id="h-三">三<sup');
		expect(html.slice(html.indexOf('<section'))).toBe(
			'<section class="notes" role="doc-endnotes" aria-label="註解"><ol><li id="note-1">&lt;b&gt;甲 <a href="#note-ref-1" role="doc-backlink" aria-label="回到註 1 的內文">↩</a></li><li id="note-2">乙 <a href="https://a.example/">https://a.example/</a> <a href="#note-ref-2" role="doc-backlink" aria-label="回到註 2 的內文">↩</a></li><li id="note-3">丙 <a href="#note-ref-3" role="doc-backlink" aria-label="回到註 3 的內文">↩</a></li></ol></section>',
		);
	});

	it('says what a file is and how large', () => {
		const file = (size: number | null, name = '價目.pdf'): string =>
			renderHtml(
				parseDocument(
					{
						type: 'doc',
						content: [{ type: 'file', attrs: { src: '/files/0123456789abcdef01234567/a1.pdf', name, size } }],
					},
					'article',
				),
				{
					locale: 'en',
				},
			);
		expect(file(1_234_567)).toBe(
			'<p class="file"><a href="/files/0123456789abcdef01234567/a1.pdf" download="價目.pdf" data-size="1234567"><strong>價目.pdf</strong> <span>PDF · 1.2 MB</span></a></p>',
		);
		expect(file(12_345)).toContain('PDF · 12 kB');
		expect(file(7)).toContain('7 byte');
		expect(file(null, 'x')).toContain('<span></span>');
	});

	it('lays a gallery out by its number and heads rows and columns of a table', () => {
		expect(renderHtml(fromMarkdown('![a](/media/a.png) ![b](/media/b.png)', 'article'))).toMatch(
			/^<div class="gallery gallery-2"><figure class="picture">.*<\/figure><\/div>$/,
		);
		const html = renderHtml(
			fromHtml('<table><tr><th>a</th><th>b</th></tr><tr><th>c</th><td>d</td></tr></table>', 'article'),
		);
		expect(html).toContain('<tr><th scope="row">c</th><td>d</td></tr>');
		inspect(html);
	});

	it('writes only what is allowed, whatever it is given (400 seeded documents)', () => {
		const random = seeded(20_261_124);
		let length = 0;
		for (let round = 0; round < 400; round += 1) {
			const document = parseDocument(randomDocument(random, true), 'article');
			expect(parseDocument(document, 'article')).toEqual(document);
			const html = renderHtml(document, { rel: 'ugc nofollow', siteHost: 'a.example' });
			length += html.length;
			inspect(html);
		}
		expect(length).toBeGreaterThan(50_000);
	});
});
