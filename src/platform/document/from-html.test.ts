import { describe, expect, it } from 'vitest';
import { fromHtml } from './from-html.ts';
import { randomDocument, seeded } from './random-document.fixture.ts';
import { renderHtml } from './render-html.ts';
import { parseDocument } from './validate-document.ts';

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
			'<p><strong>名</strong> | <strong>價</strong></p><p>豆油 | NT$280</p>',
		],
		['quotes', '<blockquote>a<hr>b</blockquote>', '<blockquote><p>a</p><hr><p>b</p></blockquote>'],
		[
			'redirecting links',
			'<a href="https://www.google.com/url?q=https://a.example/&amp;sa=D">a</a>',
			'<p><a href="https://a.example/">a</a></p>',
		],
		[
			'an address of an embed',
			'<figure class="wp-block-embed"><div>https://www.instagram.com/reel/Cabc123/?igsh=1</div></figure>',
			'<figure class="embed" data-provider="instagram" data-frame="https://www.instagram.com/reel/Cabc123/embed/"><a href="https://www.instagram.com/reel/Cabc123/"><strong>Instagram</strong> <span>instagram.com/reel/Cabc123/</span></a></figure>',
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

	it('fits a comment', () => {
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
			const embeds = renderHtml(document).replace(/<figure class="embed".*?href="([^"]+)".*?<\/figure>/g, '<p>$1</p>');
			expect(fromHtml(embeds, 'article')).toEqual(document);
		}
	});
});
