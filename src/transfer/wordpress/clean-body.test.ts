import { describe, expect, it } from 'vitest';
import { fromHtml } from '#platform/document/from-html.ts';
import { toMarkdown } from '#platform/document/to-markdown.ts';
import { cleanBody } from '#transfer/wordpress/clean-body.ts';
import type { Note } from '#transfer/item.ts';

const attachment = (id: string) =>
	id === '9' ? undefined : { address: `https://old.example/${id}.jpg`, parent: '1', alt: `圖${id}`, caption: '' };

function read(content: string): { markdown: string; notes: Note[]; beginning: string | null } {
	const notes: Note[] = [];
	const made = cleanBody(content, {
		post: '1',
		attachment,
		reused: (id) =>
			({
				'12': '<!-- wp:paragraph -->\n<p>每篇都有</p>\n<!-- /wp:paragraph -->',
				'13': '<!-- wp:block {"ref":13} /-->',
			})[id],
		attachmentsOf: (post) =>
			post === '1' ? [attachment('5'), attachment('6')].filter((one) => one !== undefined) : [],
		note: (note) => void notes.push(note),
	});
	return { markdown: toMarkdown(fromHtml(made.html, 'article')), notes, beginning: made.beginning };
}

describe('the body of a WordPress article', () => {
	it.each([
		['line ends of the classic editor', '第一段\n第二行\n\n第二段', '第一段\\\n第二行\n\n第二段'],
		['a list among lines', '前\n<ul>\n<li>一</li>\n<li>二</li>\n</ul>\n後', '前\n\n- 一\n- 二\n\n後'],
		['code as it was written', '<pre>a\n\nb</pre>', '```\na\n\nb\n```'],
		[
			'a caption',
			'[caption id="a" align="alignnone" width="300"]<a href="x"><img src="https://old.example/a.jpg" alt="甲" /></a> 說明[/caption]',
			'![甲](https://old.example/a.jpg "說明")',
		],
		[
			'a gallery by numbers',
			'[gallery ids="5,6"]',
			'![圖5](https://old.example/5.jpg)\n\n![圖6](https://old.example/6.jpg)',
		],
		[
			'a gallery of what was uploaded there',
			'[gallery]',
			'![圖5](https://old.example/5.jpg)\n\n![圖6](https://old.example/6.jpg)',
		],
		[
			'an embed',
			'[embed width="1"]https://youtu.be/dQw4w9WgXcQ[/embed]',
			'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
		],
		[
			'an address on its own line',
			'看\n\nhttps://youtu.be/dQw4w9WgXcQ\n\n完',
			'看\n\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ\n\n完',
		],
		[
			'an embed block',
			'<!-- wp:embed {"url":"https:\\/\\/youtu.be\\/dQw4w9WgXcQ"} --><figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\nhttps://youtu.be/dQw4w9WgXcQ\n</div></figure><!-- /wp:embed -->',
			'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
		],
		['a block', '<!-- wp:paragraph {"align":"center"} -->\n<p>字</p>\n<!-- /wp:paragraph -->', '字'],
		[
			'the picture behind a cover of old',
			'<!-- wp:cover {"url":"https://old.example/a.jpg","id":7} -->\n<div class="wp-block-cover" style="background-image:url(https://old.example/a.jpg)"><p>字</p></div>\n<!-- /wp:cover -->',
			'![](https://old.example/a.jpg)\n\n字',
		],
		[
			'the picture behind a cover, once',
			'<!-- wp:cover {"url":"https://old.example/a.jpg"} -->\n<div class="wp-block-cover"><img class="wp-block-cover__image-background" alt="" src="https://old.example/a.jpg"/><p>字</p></div>\n<!-- /wp:cover -->',
			'![](https://old.example/a.jpg)\n\n字',
		],
		[
			'a poem by its lines',
			'<!-- wp:verse -->\n<pre class="wp-block-verse">春眠不覺曉\n處處聞啼鳥</pre>\n<!-- /wp:verse -->',
			'春眠不覺曉\\\n處處聞啼鳥',
		],
		[
			'a file by its name',
			'<!-- wp:file {"id":9} -->\n<div class="wp-block-file"><a href="https://old.example/x.pdf">價目表</a><a href="https://old.example/x.pdf" class="wp-block-file__button" download>下載</a></div>\n<!-- /wp:file -->',
			'[價目表](https://old.example/x.pdf)',
		],
		[
			'a file of which there is only the button',
			'<div class="wp-block-file"><a href="https://old.example/x.pdf" class="wp-block-file__button" download>下載價目表</a></div>',
			'[下載價目表](https://old.example/x.pdf)',
		],
		[
			'a file with a window into it, once',
			'<div class="wp-block-file"><object class="wp-block-file__embed" data="https://old.example/x.pdf" type="application/pdf"></object><a href="https://old.example/x.pdf">價目表</a></div>',
			'[價目表](https://old.example/x.pdf)',
		],
		[
			'lines of text as it was set',
			'<!-- wp:preformatted -->\n<pre class="wp-block-preformatted">一行<br>  又一行<br></pre>\n<!-- /wp:preformatted -->',
			'```\n一行\n  又一行\n```',
		],
		[
			'a film of the days of plug-ins',
			'<object width="425"><param name="movie" value="https://www.youtube.com/v/dQw4w9WgXcQ"><embed src="https://www.youtube.com/v/dQw4w9WgXcQ"></object>',
			'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
		],
		[
			'what only the parameter of a plug-in named',
			'<object><param name="movie" value="https://www.youtube.com/v/dQw4w9WgXcQ"></object>',
			'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
		],
		[
			'a document in a window',
			'<object data="https://old.example/x.pdf" type="application/pdf"><a href="https://old.example/x.pdf">型錄</a></object>',
			'[型錄](https://old.example/x.pdf)',
		],
		[
			'a picture that a script shows later',
			'<img class="lazyload" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="https://old.example/a.jpg" alt="甲"><noscript><img src="https://old.example/a.jpg" alt="甲"></noscript>',
			'![甲](https://old.example/a.jpg)',
		],
		['a formula as its signs', '<p>則 <math><mi>x</mi><mo>=</mo><mn>2</mn></math></p>', '則 x=2'],
		[
			'a block that many articles share',
			'<!-- wp:paragraph --><p>前</p><!-- /wp:paragraph --><!-- wp:block {"ref":12} /-->',
			'前\n\n每篇都有',
		],
		['who is quoted', '<blockquote>求知若飢。<cite>賈伯斯</cite></blockquote>', '> 求知若飢。\n> \n> *賈伯斯*'],
		[
			'a caption of before the shortcode',
			'<div class="wp-caption"><a rel="attachment wp-att-3" href="https://old.example/?attachment_id=3"><img src="https://old.example/a.jpg" alt="甲"></a><p class="wp-caption-text">說明</p></div>',
			'![甲](https://old.example/a.jpg)\n\n說明',
		],
		['how one writes about a shortcode', '用 [[gallery ids="1"]] 來做', '用 \\[gallery ids="1"\\] 來做'],
		['words in brackets', '他說 [sic] 與 [1]', '他說 \\[sic\\] 與 \\[1\\]'],
	])('keeps %s', (_, content, markdown) => {
		expect(read(content)).toMatchObject({ markdown, notes: [] });
	});

	it.each([
		[
			'a shortcode of a plug-in',
			'前[contact-form-7 id="3"]後',
			'前後',
			{ code: 'shortcode', details: { name: 'contact-form-7' } },
		],
		[
			'one around text',
			'[su_box title="x"]**裡面**[/su_box]',
			'\\*\\*裡面\\*\\*',
			{ code: 'shortcode', details: { name: 'su_box' } },
		],
		[
			'a block that is filled when shown',
			'<!-- wp:latest-posts /--><p>字</p>',
			'字',
			{ code: 'block', details: { name: 'latest-posts' } },
		],
		[
			'where a picture led',
			'<a href="https://shop.example/p"><img src="https://old.example/a.jpg" alt="甲"></a>',
			'![甲](https://old.example/a.jpg)',
			{ code: 'picture-link', details: { address: 'https://shop.example/p' } },
		],
		[
			'a shared block that holds itself',
			'<!-- wp:block {"ref":13} /--><p>字</p>',
			'字',
			{ code: 'block', details: { name: 'block' } },
		],
		[
			'where a caption led',
			'<figure><img src="https://old.example/a.jpg" alt="甲"><figcaption>攝影：<a href="https://photo.example/">小陳</a></figcaption></figure>',
			'![甲](https://old.example/a.jpg "攝影：小陳")',
			{ code: 'picture-link', details: { address: 'https://photo.example/' } },
		],
		['a drawing in the text', '<p>字</p><svg><text>畫裡的字</text></svg>', '字', { code: 'drawing' }],
		['scripts', '<p>字</p><script>alert(1)</script>', '字', { code: 'script' }],
		[
			'a picture of a gallery that is gone',
			'[gallery ids="5,9"]',
			'![圖5](https://old.example/5.jpg)',
			{ code: 'gallery.missing', details: { count: 1 } },
		],
	])('says that it cannot carry %s', (_, content, markdown, note) => {
		expect(read(content)).toMatchObject({ markdown, notes: [note] });
	});

	it('takes what stands before “read more” as the beginning', () => {
		expect(read('<p>頭</p><!--more-->\n<p>尾</p>')).toMatchObject({ beginning: '<p>頭</p>', markdown: '頭\n\n尾' });
	});

	it('does not hang on a page of opened and never closed brackets', () => {
		expect(read('[a b=1 '.repeat(20_000)).markdown.length).toBeGreaterThan(10);
		expect(read('[abc x=1]'.repeat(20_000)).notes.length).toBeGreaterThan(0);
	});
});
