import { describe, expect, it } from 'vitest';
import { fromHtml } from './from-html.ts';
import { outline } from './outline.ts';
import { randomDocument, seeded } from './random-document.fixture.ts';
import { renderHtml } from './render-html.ts';
import { parseDocument, parseDocumentJson } from './validate-document.ts';

const clean = (html: string, profile: 'article' | 'comment' = 'article'): string => renderHtml(fromHtml(html, profile));

describe('fromHtml', () => {
	it.each([
		['scripts', 'a<script>alert(1)</script><style>b{}</style><noscript>c</noscript><template>d</template>', '<p>a</p>'],
		['handlers', '<p onclick="x()" style="color:red" class="y">a</p>', '<p>a</p>'],
		[
			'dangerous links',
			'<a href="java&#9;script:alert(1)">a</a><a href="data:text/html,x">b</a><a href=" /c ">c</a>',
			'<p>ab<a href="/c">c</a></p>',
		],
		[
			'svg and math',
			'<svg><a xlink:href="javascript:1"><text>x</text></a></svg><math><mtext><img src=x onerror=1></mtext></math>a',
			'<p>a</p>',
		],
		['forms', '<form action=//evil><input value=x><button>b</button>a<textarea>t</textarea></form>', '<p>a</p>'],
		['comments and the rest', '<!--[if IE]><img src=1><![endif]--><?xml x?><!doctype html>a', '<p>a</p>'],
		[
			'headings',
			'<h1>一</h1><h3><b>三</b></h3><h6>六<br>七</h6>',
			'<h2 id="h-一">一</h2><h3 id="h-三">三</h3><h4 id="h-六-七">六 七</h4>',
		],
		[
			'marks',
			'<p><b>a</b><i>b</i><del>c</del><code>d</code><u>e</u></p>',
			'<p><strong>a</strong><em>b</em><s>c</s><code>d</code>e</p>',
		],
		['white space', '<p>\n  你\n  好 \n\n a  <b> b</b>&nbsp;c </p>\n\n<p> </p>', '<p>你好 a <strong>b</strong> c</p>'],
		['raised numbers', 'm<sup>2</sup>, CO<sub>2</sub>, 10<sup>−3</sup>, 1<sup>st</sup>', '<p>m², CO₂, 10⁻³, 1st</p>'],
		['lines of a mail', 'a<br>b<br><br>c<div>d</div><div><br></div>', '<p>a<br>b</p><p>c</p><p>d</p>'],
		[
			'lists in lists',
			'<ul><li>a<ol start="4"><li><p>b</p></li></ol></li><li></li><li>c</li></ul>',
			'<ul><li>a<ol start="4"><li>b</li></ol></li><li>c</li></ul>',
		],
		['definitions', '<dl><dt>a</dt><dd>b</dd></dl>', '<p><strong>a</strong></p><p>b</p>'],
		[
			'code',
			'<pre><code class="hljs language-ts">a\n  <b>b</b>\n</code></pre>',
			'<pre><code class="language-ts">a\n  b</code></pre>',
		],
		[
			'rows',
			'<table><thead><tr><th>名</th><th>價</th></tr></thead><tbody><tr><td>豆油</td><td>NT$280</td></tr></tbody></table>',
			'<div class="table" role="group" tabindex="0" aria-label="表格"><table><thead><tr><th scope="col">名</th><th scope="col">價</th></tr></thead><tbody><tr><td>豆油</td><td>NT$280</td></tr></tbody></table></div>',
		],
		[
			'tables that only lay out',
			'<table><tr><td><h2>a</h2></td><td><table><tr><td>b</td></tr></table></td></tr></table><table><tr><td>c</td></tr></table>',
			'<h2 id="h-a">a</h2><p>b</p><p>c</p>',
		],
		['rows without a table', '<tr><th>a</th><td>b</td></tr>', '<p><strong>a</strong> | b</p>'],
		['quotes', '<blockquote>a<hr>b</blockquote>', '<blockquote><p>a</p><hr><p>b</p></blockquote>'],
		[
			'redirecting links',
			'<a href="https://www.google.com/url?q=https://a.example/&amp;sa=D">a</a>',
			'<p><a href="https://a.example/">a</a></p>',
		],
		[
			'an address of an embed',
			'<figure class="wp-block-embed"><div>https://www.instagram.com/reel/Cabc123/?igsh=1</div></figure>',
			'<figure class="embed" data-provider="instagram" data-name="Instagram" data-frame="https://www.instagram.com/reel/Cabc123/embed/"><a href="https://www.instagram.com/reel/Cabc123/"><strong>在 Instagram 上看</strong> <span>instagram.com/reel/Cabc123/</span></a></figure>',
		],
		[
			'frames of strangers',
			'<iframe src="https://evil.example/x"></iframe><iframe src="javascript:1"></iframe>',
			'<p><a href="https://evil.example/x">https://evil.example/x</a></p>',
		],
		['unclosed tags', '<p><b>a<p>b</i></b><div', '<p><strong>a</strong></p><p><strong>b</strong></p>'],
		['nothing', '', ''],
	])('reads %s', (_, html, expected) => {
		expect(clean(html)).toBe(expected);
	});

	it('reads pictures with their captions', () => {
		const { content } = fromHtml(
			'<p>前<a href="/x"><img src="/media/a.webp" alt="貓" width="40" height="30"></a>後</p><figure><picture><source srcset="x"><img src="https://a.example/b.png"></picture><figcaption>說 <b>明</b></figcaption></figure><img src="data:image/png;base64,x">',
			'article',
		);
		expect(content).toEqual([
			{ type: 'paragraph', content: [{ type: 'text', text: '前' }] },
			{ type: 'picture', attrs: { id: null, src: '/media/a.webp', alt: '貓', caption: '', width: 40, height: 30 } },
			{ type: 'paragraph', content: [{ type: 'text', text: '後' }] },
			{
				type: 'picture',
				attrs: { id: null, src: 'https://a.example/b.png', alt: '', caption: '說 明', width: null, height: null },
			},
		]);
	});

	it('reads what Word pastes', () => {
		const html = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{}</style><xml><o:x>1</o:x></xml></head><body lang=ZH-TW><!--StartFragment-->
<p class=MsoNormal><span style='font-size:14.0pt'>第一段<b>粗<span lang=EN-US>B</span></b><o:p></o:p></span></p>
<p class=MsoListParagraph style='margin-left:24.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>冷鍋</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>小火</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>加水</p><!--EndFragment--></body></html>`;
		expect(clean(html)).toBe(
			'<p>第一段<strong>粗B</strong></p><ol><li>冷鍋<ul><li>小火</li></ul></li><li>加水</li></ol>',
		);
	});

	it('reads what Google Docs pastes', () => {
		const html = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:400">平</span><span style="font-weight:700;font-style:italic">粗斜</span><span style="text-decoration:line-through">刪</span></p><ul><li><p>一</p></li><ul><li><p>一之一</p></li></ul><li><p>二</p></li></ul></b><br class="Apple-interchange-newline">`;
		expect(clean(html)).toBe(
			'<p>平<strong><em>粗斜</em></strong><s>刪</s></p><ul><li>一<ul><li>一之一</li></ul></li><li>二</li></ul>',
		);
	});

	it('reads tables with merged cells, lists, pictures and addresses in them', () => {
		const html =
			'<table><caption>價目</caption><tr><th colspan="2">一</th><th>二</th></tr><tr><td rowspan="2"><ul><li>a</li><li>b</li></ul></td><td>https://youtu.be/dQw4w9WgXcQ</td></tr><tr><td>c<img src="/media/a.webp"></td></tr></table>';
		expect(clean(html).replace(/<div class="table".*?>|<figure.*<\/figure>/g, '')).toBe(
			'<p>價目</p><table><thead><tr><th scope="col">一</th><th scope="col"></th><th scope="col">二</th></tr></thead><tbody><tr><td><p>a</p><p>b</p></td><td><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">https://www.youtube.com/watch?v=dQw4w9WgXcQ</a></td><td></td></tr><tr><td>c</td><td></td><td></td></tr></tbody></table></div>',
		);
		expect(fromHtml(html, 'article').content.at(-1)).toMatchObject({
			type: 'picture',
			attrs: { src: '/media/a.webp' },
		});
	});

	it('reads galleries and buttons of WordPress and Ghost', () => {
		const gallery = (html: string): unknown => fromHtml(html, 'article').content;
		const two = [
			{ type: 'picture', attrs: { src: '/media/a.png', alt: '', caption: 'x' } },
			{ type: 'picture', attrs: { src: '/media/b.png', alt: '乙', caption: '' } },
		];
		expect(
			gallery(
				'<figure class="wp-block-gallery has-nested-images columns-2"><figure class="wp-block-image"><img src="/media/a.png"/><figcaption>x</figcaption></figure><figure><a href="/y"><img src="/media/b.png" alt="乙"/></a></figure><figcaption class="blocks-gallery-caption">說明</figcaption></figure>',
			),
		).toMatchObject([
			{ type: 'gallery', content: two },
			{ type: 'paragraph', content: [{ text: '說明' }] },
		]);
		expect(
			gallery(
				'<div class="kg-gallery-container"><div><img src="/media/a.png" title="x"><img src="/media/b.png" alt="乙"></div></div>',
			),
		).toMatchObject([{ type: 'gallery', content: two }]);
		expect(clean('<div class="gallery">文字<img src="/media/a.png"><img src="/media/b.png"></div>')).toContain(
			'<p>文字</p>',
		);
		expect(
			clean(
				'<div class="wp-block-buttons"><div class="wp-block-button"><a class="wp-block-button__link wp-element-button" href="https://shop.example/">買</a></div></div><a class="button" href="javascript:1">b</a><p>看<a class="button" href="/a">c</a></p>',
			),
		).toBe(
			'<p class="action"><a class="button" href="https://shop.example/">買</a></p><p>b</p><p>看<a href="/a">c</a></p>',
		);
	});

	it.each([
		[
			'Word',
			`<p class=MsoNormal>豆油<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference>[1]</span></a>好</p><div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%"><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title="">[1]</a> 見<i>釀造學</i></p></div></div>`,
		],
		[
			'Google Docs',
			'<p><span>豆油</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup><span>好</span></p><hr class="c1"><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;見釀造學</span></p></div>',
		],
		[
			'WordPress',
			'<p>豆油<sup data-fn="9a" class="fn"><a href="#9a" id="9a-link">1</a></sup>好</p><ol class="wp-block-footnotes"><li id="9a">見釀造學 <a href="#9a-link">↩︎</a></li></ol>',
		],
	])('reads footnotes of %s', (_, html) => {
		expect(fromHtml(html.replace('<hr class="c1">', ''), 'article').content).toEqual([
			{
				type: 'paragraph',
				content: [
					{ type: 'text', text: '豆油' },
					{ type: 'footnote', attrs: { text: '見釀造學' } },
					{ type: 'text', text: '好' },
				],
			},
		]);
	});

	it('takes links within a page for footnotes only when each leads to the other', () => {
		expect(
			clean('<p><a href="#b" id="a">一</a></p><h2 id="b"><a href="#a">二</a></h2><p><a href="#c">三</a></p>'),
		).toBe('<p>一</p><h2 id="h-二">二</h2><p>三</p>');
	});

	it('fits a comment', () => {
		expect(
			clean(
				'<table><tr><th>a</th><td>b</td></tr></table><p>c<sup data-footnote="d"></sup></p><a class="button" href="/e">e</a><nav class="contents">x</nav><p><img src="/media/a.png"><img src="/media/b.png"></p>',
				'comment',
			),
		).toBe(
			'<p><strong>a</strong> | b</p><p>c（d）</p><p><a href="/e">e</a></p><figure class="picture"><img loading="lazy" decoding="async" src="/media/a.png" alt=""></figure><figure class="picture"><img loading="lazy" decoding="async" src="/media/b.png" alt=""></figure>',
		);
		expect(
			clean(
				'<h2>a</h2><hr><img src="https://a.example/b.png"><iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>',
				'comment',
			),
		).toBe(
			'<p><strong>a</strong></p><p><a href="https://a.example/b.png">https://a.example/b.png</a></p><p><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">https://www.youtube.com/watch?v=dQw4w9WgXcQ</a></p>',
		);
	});

	it.each([
		['depth', '<div>'.repeat(100_000)],
		['quotes', '<blockquote>'.repeat(300) + 'x'],
		['lists', '<ul><li>'.repeat(150) + 'x'],
		['formatting', Array.from({ length: 3_000 }, (_, index) => `<b id=${index}>`).join('') + '<p>x'.repeat(3_000)],
		['formatting in turn', Array.from({ length: 20_000 }, (_, index) => `<p><a><b id=${index}>x`).join('')],
		['tables', '<table><tr><td>'.repeat(2_000)],
		['cells', `<table>${'<tr>'.repeat(100)}${'<td>x'.repeat(2_000)}`],
		['columns', `<table>${`<tr>${'<td>x'.repeat(29)}`.repeat(500)}`],
		['merged cells', `<table>${'<tr><td colspan=1000000000 rowspan=65534>x'.repeat(5_000)}`],
		['anchors', `<p id=a>${'<a href="#a" name="a">x</a>'.repeat(20_000)}`],
		['pictures', `<p>${'<img src="/media/a.png">'.repeat(20_000)}`],
		['galleries', '<div class=gallery><p><img src="/media/a.png"><img src="/media/a.png">'.repeat(180)],
		['misnested tables', '<table>x<b>'.repeat(5_000)],
		['attributes', `<p ${Array.from({ length: 20_000 }, (_, index) => `a${index}`).join(' ')}>x`],
		['entities', '&amp;'.repeat(300_000)],
		['brackets', '<'.repeat(1_000_000)],
		['comments', '<!--'.repeat(200_000)],
		['spaces', ' '.repeat(2_000_000)],
		['line ends', '字\n'.repeat(90_000)],
		['breaks', '<br>'.repeat(100_000)],
		['style', `<p style="${'font-weight:'.repeat(100_000)}">x`],
		['size', 'x'.repeat(10_000_000)],
	])('survives hostile %s', (_, html) => {
		const started = performance.now();
		try {
			expect(fromHtml(html, 'article').type).toBe('doc');
		} catch (error) {
			expect(error).toMatchObject({ name: 'DocumentProblem' });
		}
		expect(performance.now() - started).toBeLessThan(8_000);
	});

	it('reads its own HTML back (300 seeded documents)', () => {
		const random = seeded(11);
		for (let round = 0; round < 300; round += 1) {
			const document = parseDocument(randomDocument(random, false), 'article');
			// A table of contents of one heading is not shown, so nothing of it can be read.
			const idle = /\{"type":"contents"\},|,?\{"type":"contents"\}/g;
			const seen = JSON.stringify(document).replace(outline(document).length > 1 ? /^$/ : idle, '');
			expect(fromHtml(renderHtml(document), 'article')).toEqual(parseDocumentJson(seen, 'article'));
		}
	});
});
