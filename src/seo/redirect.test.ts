import { describe, expect, it } from 'vitest';
import type { Problem } from '#platform/problem.ts';
import { readRedirectFile } from '#seo/read-redirect-file.ts';
import { plainPath, readOldAddress, readTarget } from '#seo/redirect.ts';
import { settleRedirects, type NumberedRedirect } from '#seo/settle-redirects.ts';

const site = 'https://soy.example';

describe('an old address', () => {
	it('is one however it was written', () => {
		const path = plainPath('/醬油');
		for (const same of [
			'/醬油',
			'/%e9%86%ac%E6%B2%B9/',
			'https://soy.example/醬油',
			'http://soy.example/醬油#a',
			' /醬油/ ',
		])
			expect(readOldAddress(same, site), same).toEqual({ path, query: '' });
		expect(readOldAddress('/?p=123', site)).toEqual({ path: '/', query: 'p=123' });
		expect(readOldAddress('/100%', site)).toEqual({ path: '/100%25', query: '' });
	});
	it.each([
		['', 'from-missing'],
		['old', 'from-elsewhere'],
		['https://other.example/a', 'from-elsewhere'],
		['//other.example/a', 'from-elsewhere'],
		['/\\other.example', 'from-elsewhere'],
		['/a b', 'from-elsewhere'],
		['/console/members', 'from-reserved'],
		['/%63onsole', 'from-reserved'],
		['/API/v1', 'from-reserved'],
		['/robots.txt', 'from-reserved'],
		['/sitemap-articles-1.xml', 'from-reserved'],
		['/', 'from-answers'],
		['/articles/', 'from-answers'],
		['/feed.xml', 'from-answers'],
		[`/${'a'.repeat(2001)}`, 'from-too-long'],
	])('%s is refused: %s', (from, reason) => expect(readOldAddress(from, site)).toBe(reason));
	it('may be what another system had', () => {
		for (const from of [
			'/index.php',
			'/feed',
			'/feed/rss2',
			'/wp-content/a.jpg',
			'/articles/old',
			'/category/x',
			'/consoles',
		])
			expect(readOldAddress(from, site), from).toHaveProperty('path');
	});
});

describe('a target', () => {
	it('is a path of this site or an https address', () => {
		expect(readTarget('https://soy.example/新的?a=1#b', site)).toEqual({ target: '/%E6%96%B0%E7%9A%84?a=1#b' });
		expect(readTarget('https://shop.example/a', site)).toEqual({ target: 'https://shop.example/a' });
		expect(readTarget('/', site)).toEqual({ target: '/' });
	});
	it.each([
		'//evil.example',
		'/\\evil.example',
		'/\tevil',
		'\\\\evil.example',
		'https:evil.example',
		'https:///evil.example',
		'http://evil.example',
		'javascript:alert(1)',
		'data:text/html,x',
		'https://soy.example@evil.example/',
		'https://soy.example\\@evil.example/',
		'evil.example',
		'https://',
	])('%j is refused', (to) => expect(readTarget(to, site)).toBe('target-unsafe'));
});

const row = (line: number, path: string, target: string | null, query = ''): NumberedRedirect => ({
	line,
	path,
	query,
	target,
	status: target ? 301 : 410,
});

describe('redirects among each other', () => {
	it('lead to their end at once', () => {
		const { kept, shortened } = settleRedirects([row(1, '/a', '/b'), row(2, '/b', '/c'), row(3, '/c', '/d#x')], []);
		expect(kept.map(({ target }) => target)).toEqual(['/d#x', '/d#x', '/d#x']);
		expect(shortened).toBe(2);
	});
	it('take along what leads to them, and follow what is there', () => {
		const known = [row(0, '/old', '/a'), row(0, '/b', '/c')];
		const { kept, following } = settleRedirects([row(1, '/a', '/b')], known);
		expect(kept).toMatchObject([{ path: '/a', target: '/c' }]);
		expect(following).toMatchObject([{ path: '/old', target: '/c' }]);
	});
	it('are refused when they go in a circle, with themselves or with what is there', () => {
		expect(settleRedirects([row(1, '/a', '/a')], []).refused).toEqual([{ line: 1, reason: 'loop' }]);
		expect(settleRedirects([row(1, '/a', '/b')], [row(0, '/b', '/a')]).refused).toEqual([{ line: 1, reason: 'loop' }]);
		const all = settleRedirects([row(1, '/a', '/b'), row(2, '/b', '/a'), row(3, '/x', '/a'), row(4, '/y', '/z')], []);
		expect(all.refused.map(({ line }) => line)).toEqual([1, 2, 3]);
		expect(all.kept.map(({ line }) => line)).toEqual([4]);
	});
	it('may stand twice alike, but not with two targets', () => {
		expect(settleRedirects([row(1, '/a', '/b'), row(2, '/a', '/b')], [])).toMatchObject({
			kept: [{ line: 1 }],
			refused: [],
		});
		expect(settleRedirects([row(1, '/a', '/b'), row(2, '/a', '/c')], []).refused).toEqual([
			{ line: 2, reason: 'twice' },
		]);
	});
	it('are gone when their target is gone', () => {
		const { kept } = settleRedirects([row(1, '/a', '/b'), row(2, '/b', null)], []);
		expect(kept[0]).toMatchObject({ path: '/a', target: null, status: 410 });
	});
});

describe('a file', () => {
	it('is read with any of the usual separators, with and without headings', () => {
		const wanted = [
			{ line: 2, from: '/a', to: '/b', status: 301 },
			{ line: 3, from: '/c', to: '', status: 410 },
		];
		expect(readRedirectFile('\ufefffrom,to,status\n/a,/b\n/c,,410\n')).toEqual(wanted);
		expect(readRedirectFile('舊\t新\r\n/a\t/b\r\n/c\t\t410')).toEqual(wanted);
		expect(readRedirectFile('/a;"/b;c";302')).toEqual([{ line: 1, from: '/a', to: '/b;c', status: 302 }]);
		expect(readRedirectFile('/a,/b,soon')).toMatchObject([{ status: 0 }]);
	});
	it('is refused in words when it cannot be read', () => {
		expect(() => readRedirectFile('/a,"b')).toThrow(
			expect.objectContaining({ code: 'redirect.file-broken' }) as Problem,
		);
		expect(() => readRedirectFile('from,to\n')).toThrow(
			expect.objectContaining({ code: 'redirect.file-empty' }) as Problem,
		);
		expect(() => readRedirectFile('x'.repeat(4_000_001))).toThrow('redirect.file-too-long');
	});
});
