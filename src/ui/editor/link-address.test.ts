import { describe, expect, it } from 'vitest';
import { linkAddress } from './link-address.ts';

describe('linkAddress', () => {
	it.each([
		['https://a.example/滷肉', 'https://a.example/滷肉'],
		[' a.example/x ', 'https://a.example/x'],
		['a.example:8080', 'https://a.example:8080'],
		['/community', '/community'],
		['a@b.tw', 'mailto:a@b.tw'],
		['mailto:a@b.tw', 'mailto:a@b.tw'],
	])('completes %s', (typed, address) => {
		expect(linkAddress(typed)).toBe(address);
	});

	it.each([
		'',
		'javascript:alert(1)',
		'data:text/html,x',
		'//evil.example',
		'/\\evil.example',
		'two words',
		'https://u@evil.example',
		'word',
		'ftp://a.example',
		'https://',
	])('refuses %j', (typed) => {
		expect(linkAddress(typed)).toBeNull();
	});
});
