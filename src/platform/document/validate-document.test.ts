import { describe, expect, it } from 'vitest';
import { DocumentProblem } from './document-problem.ts';
import { documentLimits } from './schema.ts';
import { parseDocument, parseDocumentJson } from './validate-document.ts';

const text = (value: string, marks?: unknown): unknown => ({ type: 'text', text: value, ...(marks ? { marks } : {}) });
const paragraph = (...content: unknown[]): unknown => ({ type: 'paragraph', content });
const doc = (...content: unknown[]): unknown => ({ type: 'doc', content });

function problem(value: unknown, profile: 'article' | 'comment' = 'article'): DocumentProblem {
	try {
		parseDocument(value, profile);
	} catch (error) {
		if (error instanceof DocumentProblem) return error;
		throw error;
	}
	throw new Error('was taken');
}

describe('parseDocument', () => {
	it('takes what an editor returns and drops attributes it does not know', () => {
		const link = { type: 'link', attrs: { href: 'https://example.com/', target: '_blank', rel: 'x', class: null } };
		const value = doc(
			{ type: 'heading', attrs: { level: 3, textAlign: 'left' }, content: [text('標題')] },
			paragraph(text('看', [{ type: 'bold' }, link])),
			paragraph(),
		);
		expect(parseDocument(value, 'article')).toEqual({
			type: 'doc',
			content: [
				{ type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: '標題' }] },
				{
					type: 'paragraph',
					content: [
						{
							type: 'text',
							text: '看',
							marks: [{ type: 'link', attrs: { href: 'https://example.com/' } }, { type: 'bold' }],
						},
					],
				},
			],
		});
	});

	it('is the same when it is read again', () => {
		const once = parseDocument(
			doc({
				type: 'orderedList',
				attrs: { start: 3, type: null },
				content: [{ type: 'listItem', content: [{ type: 'blockquote', content: [paragraph(text('a'), text('b'))] }] }],
			}),
			'article',
		);
		expect(parseDocument(once, 'article')).toEqual(once);
		expect(once.content[0]).toMatchObject({
			attrs: { start: 3 },
			content: [{ content: [{ type: 'paragraph' }, { type: 'blockquote' }] }],
		});
	});

	it.each([
		['nothing', undefined, 'shape'],
		['null', null, 'shape'],
		['an array', [], 'shape'],
		['a number', 7, 'shape'],
		['an unknown root', { type: 'paragraph' }, 'node'],
		['an unknown node', doc({ type: 'script', content: [] }), 'node'],
		['a name of Object.prototype', doc({ type: 'constructor' }), 'node'],
		['__proto__ as a name', doc({ type: '__proto__' }), 'node'],
		['a document in a document', doc(doc()), 'place'],
		['text as a block', doc(text('a')), 'place'],
		['a block in a line', doc(paragraph(paragraph())), 'place'],
		['a paragraph in a list', doc({ type: 'bulletList', content: [paragraph()] }), 'place'],
		['content that is no list', doc({ type: 'paragraph', content: { length: 3 } }), 'shape'],
		['a text that is no string', doc(paragraph({ type: 'text', text: { toString: 1 } })), 'text'],
		['an unknown mark', doc(paragraph(text('a', [{ type: 'underline' }]))), 'mark'],
		['marks that are no list', doc(paragraph(text('a', 'bold'))), 'mark'],
		['a mark that is nothing', doc(paragraph(text('a', [null]))), 'mark'],
		['mark in code', doc({ type: 'codeBlock', content: [{ type: 'hardBreak' }] }), 'place'],
	])('refuses %s', (_, value, reason) => {
		const found = problem(value);
		if (reason === 'node' && (value as { type?: string }).type === 'paragraph')
			expect(found.code).toBe('document.invalid');
		else expect(found).toMatchObject({ code: 'document.invalid', details: { reason } });
	});

	it.each(['heading', 'horizontalRule', 'embed', 'table', 'gallery', 'button', 'file', 'contents'])(
		'refuses %s in a comment',
		(type) => {
			expect(problem(doc({ type }), 'comment')).toMatchObject({
				code: 'document.invalid',
				details: { reason: 'profile', path: 'doc.0' },
			});
		},
	);

	it.each([
		'javascript:alert(1)',
		'JaVaScRiPt:alert(1)',
		'java\nscript:alert(1)',
		'\u0001javascript:alert(1)',
		' javascript:alert(1)',
		'data:text/html,<script>',
		'vbscript:x',
		'file:///etc/passwd',
		'blob:https://a/1',
		'//evil.example',
		'/\\evil.example',
		'https://www.facebook.com@evil.example/',
		'about:blank',
		'javascript&colon;alert(1)',
		'x'.repeat(3_000),
		'',
		'mailto:',
		'mailto:a@b@c',
		7,
		null,
		{ toString: () => 'https://a.example' },
		['https://a.example'],
		'https://',
		'relative/path',
		'#top',
		'\u202Ehttps://',
	])('keeps the text and drops a link to %j', (href) => {
		expect(parseDocument(doc(paragraph(text('x', [{ type: 'link', attrs: { href } }]))), 'article').content).toEqual([
			{ type: 'paragraph', content: [{ type: 'text', text: 'x' }] },
		]);
	});

	it.each([
		['https://example.com/文章?a=1&b=2#三', 'https://example.com/文章?a=1&b=2#三'],
		['  http://example.com ', 'http://example.com'],
		['https:example.com', 'https://example.com/'],
		['https:\\\\example.com', 'https://example.com/'],
		['https://a.example/"onclick="x', 'https://a.example/%22onclick=%22x'],
		['mailto:a@b.tw', 'mailto:a@b.tw'],
		['/articles/滷肉?x=1', '/articles/滷肉?x=1'],
	])('keeps a link to %s', (href, kept) => {
		const { content } = parseDocument(doc(paragraph(text('x', [{ type: 'link', attrs: { href } }]))), 'article');
		expect(content[0]).toMatchObject({ content: [{ marks: [{ type: 'link', attrs: { href: kept } }] }] });
	});

	it('cleans text of what a database or a reader stumbles over', () => {
		const { content } = parseDocument(
			doc(paragraph(text('a\u0000b\uD800c\u202Ed\u2066e\uFFFEf\u0007g\nh😀\u200D')), {
				type: 'codeBlock',
				content: [text('x\r\n\ty')],
			}),
			'article',
		);
		expect(content).toEqual([
			{ type: 'paragraph', content: [{ type: 'text', text: 'abcdefg h😀\u200D' }] },
			{ type: 'codeBlock', attrs: { language: null }, content: [{ type: 'text', text: 'x\n\ty' }] },
		]);
		expect(JSON.stringify(content).isWellFormed()).toBe(true);
	});

	it('keeps pictures of the site and of the web, and no others', () => {
		const picture = (attrs: unknown): unknown => parseDocument(doc({ type: 'picture', attrs }), 'article').content;
		expect(
			picture({ id: '12', src: '/media/a-400.webp', alt: ' 貓\n', width: '40', height: -1, onerror: 'x' }),
		).toEqual([
			{ type: 'picture', attrs: { id: 12, src: '/media/a-400.webp', alt: '貓', caption: '', width: 40, height: null } },
		]);
		expect(picture({ src: 'https://a.example/b.png' })).toMatchObject([
			{ attrs: { id: null, src: 'https://a.example/b.png' } },
		]);
		for (const src of ['/logout', 'javascript:1', 'data:image/png;base64,x', '/media/../x', '//a/b', undefined])
			expect(picture({ src })).toEqual([{ type: 'paragraph' }]);
	});

	it('takes the provider of an embed from its address, and makes a link of an unknown one', () => {
		const embed = (url: unknown): unknown =>
			parseDocument(doc({ type: 'embed', attrs: { url, provider: 'evil' } }), 'article').content[0];
		expect(embed('https://youtu.be/dQw4w9WgXcQ?si=track')).toEqual({
			type: 'embed',
			attrs: { url: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ', provider: 'youtube' },
		});
		expect(embed('https://evil.example/')).toMatchObject({
			type: 'paragraph',
			content: [{ marks: [{ attrs: { href: 'https://evil.example/' } }] }],
		});
		expect(embed('javascript:1')).toEqual({ type: 'paragraph' });
	});

	it('reads nothing from a prototype and plants nothing on one', () => {
		const value = JSON.parse(
			'{"type":"doc","__proto__":{"content":[{"type":"paragraph","content":[{"type":"text","text":"x"}]}]},"content":[{"type":"picture","attrs":{"__proto__":{"src":"/media/a.png"}}}]}',
		);
		expect(parseDocument(value, 'article').content).toEqual([{ type: 'paragraph' }]);
		expect(parseDocument(Object.create({ type: 'doc' }, { type: { value: 'doc' } }), 'article').content).toEqual([
			{ type: 'paragraph' },
		]);
		expect(({} as { content?: unknown }).content).toBeUndefined();
	});

	it('refuses what is too deep, however deep, without exhausting the stack', () => {
		let deep: unknown = paragraph();
		for (let level = 0; level < 100_000; level += 1) deep = { type: 'blockquote', content: [deep] };
		expect(problem(doc(deep))).toMatchObject({
			code: 'document.too-deep',
			details: { limit: documentLimits.article.depth },
		});
		const json = `{"type":"doc","content":[${'{"type":"blockquote","content":['.repeat(60_000)}${']}'.repeat(60_000)}]}`;
		expect(() => parseDocumentJson(json, 'article')).toThrow('document.too-deep');
	});

	it('refuses what is too long, quickly', () => {
		const started = performance.now();
		expect(problem(doc(paragraph(text('字'.repeat(10_000_000)))))).toMatchObject({
			code: 'document.too-long',
			details: { measure: 'characters', limit: 200_000 },
		});
		expect(problem(doc(...Array.from({ length: 30_000 }, () => paragraph())))).toMatchObject({
			code: 'document.too-long',
			details: { measure: 'nodes' },
		});
		expect(problem(doc(paragraph(text('字'.repeat(10_001)))), 'comment')).toMatchObject({ details: { limit: 10_000 } });
		expect(() => parseDocumentJson(' '.repeat(10_000_000), 'article')).toThrow('document.too-long');
		expect(performance.now() - started).toBeLessThan(5_000);
		expect(parseDocument(doc(paragraph(text('字'.repeat(10_000)))), 'comment').content).toHaveLength(1);
	});

	it.each(['', '{', 'null', '"doc"', '[]', '{"type":"doc","content":"x"}'])('refuses the JSON %s', (json) => {
		expect(() => parseDocumentJson(json, 'article')).toThrow('document.invalid');
	});
});

describe('parseDocument of blocks', () => {
	const block = (type: string, attrs: unknown): unknown => parseDocument(doc({ type, attrs }), 'article').content[0];
	const cell = (value: string, type = 'tableCell'): unknown => ({
		type,
		content: [paragraph(...(value ? [text(value)] : []))],
	});
	const table = (...rows: unknown[][]): unknown => ({
		type: 'table',
		content: rows.map((content) => ({ type: 'tableRow', content })),
	});

	it.each([
		'javascript:alert(1)',
		'java\tscript:alert(1)',
		'data:text/html,x',
		'http://plain.example/',
		'mailto:a@b.tw',
		'//evil.example',
		'https://a@evil.example/',
		{ toString: () => '/x' },
	])('makes a button to %j a line', (href) => {
		expect(block('button', { label: 'x', href })).toEqual({ type: 'paragraph', content: [text('x')] });
	});

	it('keeps a button to a path or https, its label cut and of one line', () => {
		expect(block('button', { label: ' 立即\n購買 ', href: '/products', onclick: 'x' })).toEqual({
			type: 'button',
			attrs: { label: '立即 購買', href: '/products' },
		});
		expect(block('button', { label: '字'.repeat(500), href: 'https://a.example/' })).toMatchObject({
			attrs: { label: '字'.repeat(80) },
		});
		expect(block('button', { label: ' ', href: '/' })).toEqual({ type: 'paragraph' });
	});

	it.each([
		'javascript:1',
		'data:x',
		'https://evil.example/x.pdf',
		'/media/a.png',
		'/files/0123456789abcdef01234567/..',
		'/files/x/y.pdf',
		'/logout',
		'/media/../x',
		'/media/..',
		'/media/a/b',
	])('takes no file at %s', (src) => expect(block('file', { src, name: 'x' })).toEqual({ type: 'paragraph' }));

	it('keeps what is known of a file', () => {
		expect(
			block('file', {
				src: '/files/0123456789abcdef01234567/a.pdf',
				name: '../../價\u202E目/fdp.exe',
				size: '12',
				mediaType: 'Application/PDF',
			}),
		).toEqual({
			type: 'file',
			attrs: {
				src: '/files/0123456789abcdef01234567/a.pdf',
				name: '.._.._價目_fdp.exe',
				size: 12,
				mediaType: 'application/pdf',
			},
		});
		expect(block('file', { src: '/files/0123456789abcdef01234567/a.pdf', size: -1, mediaType: 'x"><script>' })).toEqual(
			{
				type: 'file',
				attrs: { src: '/files/0123456789abcdef01234567/a.pdf', name: 'file', size: null, mediaType: null },
			},
		);
	});

	it('reads no attribute from a prototype', () => {
		for (const type of ['button', 'file', 'embed', 'picture']) {
			const attrs = JSON.parse(
				'{"__proto__":{"label":"x","href":"/x","src":"/files/0123456789abcdef01234567/a.pdf","url":"https://youtu.be/dQw4w9WgXcQ"}}',
			);
			expect(block(type, attrs)).toEqual({ type: 'paragraph' });
			expect(block(type, Object.create(attrs['__proto__']))).toEqual({ type: 'paragraph' });
		}
	});

	it('makes the rows of a table equally long and heads whole rows and columns only', () => {
		const kinds = (value: unknown): unknown =>
			(parseDocument(doc(value), 'article').content[0] as { content?: { content: { type: string }[] }[] }).content?.map(
				(row) => row.content.map(({ type }) => (type === 'tableHeader' ? 'h' : 'c')).join(''),
			);
		const h = (value: string): unknown => cell(value, 'tableHeader');
		expect(kinds(table([h('a'), h('b')], [cell('c')]))).toEqual(['hh', 'cc']);
		expect(kinds(table([h('a'), cell('b')], [cell('c'), h('d')]))).toEqual(['cc', 'cc']);
		expect(kinds(table([h('a'), cell('b')], [h('c'), cell('d')]))).toEqual(['hc', 'hc']);
		expect(kinds(table([h(''), h('')], [cell('c'), cell('d')]))).toEqual(['cc', 'cc']);
		expect(parseDocument(doc(table([], [])), 'article').content).toEqual([{ type: 'paragraph' }]);
	});

	it('takes 2,000 cells, and refuses too many columns, rows and levels', () => {
		const row = (columns: number): unknown[] => Array.from({ length: columns }, () => cell('x'));
		const rows = (count: number, columns: number): unknown =>
			table(...Array.from({ length: count }, () => row(columns)));
		expect(parseDocument(doc(rows(100, 20)), 'article').content).toHaveLength(1);
		expect(problem(doc(rows(1, 31)))).toMatchObject({ code: 'document.too-long', details: { measure: 'columns' } });
		expect(problem(doc(rows(501, 1)))).toMatchObject({ code: 'document.too-long', details: { measure: 'rows' } });
		const ragged = Array.from({ length: 50 }, () => table(...[row(30), ...Array.from({ length: 499 }, () => row(1))]));
		expect(problem(doc(...ragged))).toMatchObject({ code: 'document.too-long', details: { measure: 'nodes' } });
		let deep: unknown = paragraph();
		for (let level = 0; level < 2_000; level += 1)
			deep = { type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [deep] }] }] };
		expect(problem(doc(deep))).toMatchObject({ code: 'document.invalid', details: { reason: 'place' } });
	});

	it('makes galleries of two to nine pictures', () => {
		const gallery = (count: number): unknown => ({
			type: 'gallery',
			content: Array.from({ length: count }, () => ({ type: 'picture', attrs: { src: '/media/a.png' } })),
		});
		const sizes = (count: number): unknown =>
			parseDocument(doc(gallery(count)), 'article').content.map((found) =>
				found.type === 'gallery' ? found.content.length : found.type,
			);
		expect([0, 1, 2, 9, 10, 20].map(sizes)).toEqual([['paragraph'], ['picture'], [2], [9], [9, 'picture'], [9, 9, 2]]);
		expect(problem(doc({ type: 'gallery', content: [paragraph()] }))).toMatchObject({ details: { reason: 'place' } });
	});

	it('keeps one table of contents, and footnotes that say something', () => {
		expect(parseDocument(doc({ type: 'contents' }, { type: 'contents' }), 'article').content).toHaveLength(1);
		const note = (value: unknown): unknown => ({ type: 'footnote', attrs: { text: value } });
		expect(
			parseDocument(doc(paragraph(text('a'), note(' 見\n此 '), note(''), note(7), note('字'.repeat(2_000)))), 'article')
				.content,
		).toEqual([paragraph(text('a'), note('見 此'), note('字'.repeat(1_000)))]);
	});
});
