import { describe, expect, it } from 'vitest';
import { findEndpoint } from '#seo/find-endpoint.ts';
import { readMention } from '#seo/read-mention.ts';

const target = 'https://soy.tw/articles/%E8%B1%86';
const source = 'https://blog.example/post';
const page = (body: string) => `<!doctype html><title>我的一天</title><body>${body}`;

describe('what a page says of ours', () => {
	it('is nothing without a link, whatever else it says', () => {
		for (const html of [
			'',
			'https://soy.tw/articles/豆',
			`<!-- <a href="${target}">x</a> -->`,
			`<a href="https://soy.tw/articles/%E8%B1%86x">x</a>`,
			`<a data-href="${target}">x</a>`,
		])
			expect(readMention(page(html), source, target), html).toBeNull();
	});
	it('is a mention by title when there is a link, however it is written', () => {
		for (const href of [target, 'https://soy.tw/articles/豆', `${target}#comments`, `${target}/`])
			expect(readMention(page(`<a href="${href}">x</a>`), source, target), href).toMatchObject({
				kind: 'mention',
				title: '我的一天',
			});
	});
	it('is what its markup says', () => {
		const entry = (inside: string) =>
			page(
				`<article class="h-entry"><a class="p-author h-card" href="/me">小芳</a><p class="p-name">回應</p><div class="e-content">我也<b>曬過</b></div>${inside}</article>`,
			);
		expect(readMention(entry(`<a class="u-in-reply-to" href="${target}">x</a>`), source, target)).toEqual({
			kind: 'reply',
			title: '回應',
			author: '小芳',
			excerpt: '我也曬過',
		});
		expect(readMention(entry(`<a class="u-like-of" href="${target}">x</a>`), source, target)?.kind).toBe('like');
		expect(
			readMention(
				entry(`<div class="u-repost-of h-cite"><a class="u-url" href="${target}">x</a></div>`),
				source,
				target,
			)?.kind,
		).toBe('repost');
	});
	it('is cut to size', () => {
		const read = readMention(`<title>${'長'.repeat(900)}</title><a href="${target}">x</a>`, source, target);
		expect([...(read?.title ?? '')]).toHaveLength(200);
	});
	it('is refused when it is made to be costly', () => {
		expect(() => readMention('<div>'.repeat(500), source, target)).toThrow('document.too-deep');
	});
});

describe('where a page takes Webmentions (the cases of webmention.rocks)', () => {
	const at = 'https://blog.example/a/post?b';
	it.each([
		['</hook>; rel=webmention', '', 'https://blog.example/hook'],
		['<hook?c=d>; rel="webmention"', '', 'https://blog.example/a/hook?c=d'],
		['</x>; rel="other", </hook>; rel="webmention somethingelse"', '', 'https://blog.example/hook'],
		['</not>; rel="not-webmention"', '<a rel="webmention" href="/a">x</a>', 'https://blog.example/a'],
		['', '<link rel="webmention" href="/l"><a rel="webmention" href="/a">x</a>', 'https://blog.example/l'],
		['', '<a rel="webmention" href="/a">x</a><link rel="webmention" href="/l">', 'https://blog.example/a'],
		['', '<link rel="webmention"><a rel="webmention" href="/a">x</a>', 'https://blog.example/a'],
		['', '<link rel="webmention" href="">', at],
		['', '<!-- <a rel="webmention" href="/no"></a> --><a href="/no" rel="not-webmention">x</a>', null],
		['', '<p>&lt;a href="/no" rel="webmention"&gt;</p>', null],
		['', '<a rel="nofollow WEBMENTION" href="https://hook.example/">x</a>', 'https://hook.example/'],
		['', '', null],
	])('%s %s → %s', (header, html, endpoint) => expect(findEndpoint(at, header || undefined, html)).toBe(endpoint));
});
