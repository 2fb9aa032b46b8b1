import { expect, it } from 'vitest';
import { hostName } from '#web/front/host-name.ts';

it.each([
	['Shop.example:3000', 'shop.example'],
	['shop.example', 'shop.example'],
	['[::1]:3000', '[::1]'],
	['[::1]', '[::1]'],
	['shop.example:port', 'shop.example:port'],
	['12345', '12345'],
	['', ''],
	[undefined, ''],
])('%s is the host %s', (header, host) => expect(hostName(header)).toBe(host));
