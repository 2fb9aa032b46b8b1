import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { cleanQuery } from '#web/front/clean-query.ts';
import { clientOf, lineOf, proxyRanges } from '#web/front/client-address.ts';
import { cookie } from '#web/front/cookie.ts';
import { isInApp } from '#web/front/in-app.ts';

describe('cookie', () => {
	it.each([
		['session=abc', 'abc'],
		['a=1; session=a%2Bb; c=2', 'a+b'],
		['xsession=no; session=yes', 'yes'],
		['sessionx=no', null],
		['session=%zz', null],
		['', null],
	])('%s', (header, value) => expect(cookie(header, 'session')).toBe(value));
});

describe('cleanQuery', () => {
	it.each([
		['/a?fbclid=1&utm_source=x', '/a'],
		['/a?page=2&fbclid=1', '/a?page=2'],
		['/a', '/a'],
		['/a?', '/a'],
		['/a?fbclidx=1', '/a?fbclidx=1'],
	])('%s → %s', (from, to) => expect(cleanQuery(from)).toBe(to));
});

describe('clientOf', () => {
	const ask = (peer: string, headers: Record<string, string>, setting: string) =>
		clientOf({ socket: { remoteAddress: peer }, headers } as unknown as IncomingMessage, proxyRanges(setting));
	it('believes nobody unless told to', () => {
		expect(ask('9.9.9.9', { 'x-forwarded-for': '1.1.1.1', 'x-forwarded-proto': 'https' }, '')).toEqual({
			address: '9.9.9.9',
			https: false,
		});
		expect(ask('9.9.9.9', { 'x-forwarded-for': '1.1.1.1' }, '127.0.0.1')).toEqual({ address: '9.9.9.9', https: false });
	});
	it('takes the rightmost address that is no trusted proxy, so that a client cannot write its own', () => {
		expect(
			ask(
				'127.0.0.1',
				{ 'x-forwarded-for': '6.6.6.6, 1.1.1.1, 10.0.0.2', 'x-forwarded-proto': 'https' },
				'127.0.0.1,10.0.0.0/8',
			),
		).toEqual({ address: '1.1.1.1', https: true });
		expect(ask('::ffff:127.0.0.1', { 'x-forwarded-for': 'nonsense' }, '127.0.0.1').address).toBe('127.0.0.1');
	});
	it.each([
		['203.0.113.9', '203.0.113.9'],
		['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
		['2001:DB8:1:2:ffff::1', '2001:db8:1:2::'],
		['2001:db8:1:3::1', '2001:db8:1:3::'],
		['::1', '::'],
		['', ''],
	])('calls from one line are one caller: %s is %s', (address, line) => expect(lineOf(address)).toBe(line));
	it('refuses a setting that is no address', () => expect(() => proxyRanges('proxy.local')).toThrow());
});

it('knows the in-app browsers', () => {
	expect(isInApp('… [FBAN/FBIOS;FBAV/488.0]')).toBe('facebook');
	expect(isInApp('Mozilla/5.0 … Safari Line/14.1.0')).toBe('line');
	expect(isInApp('Mozilla/5.0 Instagram 300')).toBe('instagram');
	expect(isInApp('Mozilla/5.0 (X11; Linux) Chrome/140 Online/1')).toBe('');
});
