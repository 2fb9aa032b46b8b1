import { expect, it } from 'vitest';
import { hostName } from '#site/host-name.ts';

it.each([
	['shop.example.com', 'shop.example.com'],
	[' https://Shop.Example.com/path?x ', 'shop.example.com'],
	['豆油.tw', new URL('http://豆油.tw').hostname],
	['brand.com.', 'brand.com'],
	['localhost', null],
	['printer.local', null],
	['db.internal', null],
	['127.0.0.1', null],
	['0x7f.1', null],
	['[::1]', null],
	['brand.com:8080', null],
	['user@brand.com', null],
	['brand', null],
	['-a.com', null],
	['a b.com', null],
	['', null],
])('%s is %s', (typed, host) => expect(hostName(typed)).toBe(host));
