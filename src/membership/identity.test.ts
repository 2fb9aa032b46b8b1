import { expect, it } from 'vitest';
import { identityFields, phoneNumber } from '#membership/identity.ts';

it.each([
	['0912-345-678', '+886912345678'],
	['+886 912 345 678', '+886912345678'],
	['００８８６９１２３４５６７８', '+886912345678'],
	['(02) 2345-6789', '+886223456789'],
	['+1 415 555 0100', '+14155550100'],
	['abc', null],
	['12', null],
	['+0912345678', null],
	['0912345678; drop table', null],
])('%s is the number %s', (text, number) => {
	expect(phoneNumber(text)).toBe(number);
});

it('writes an identity in one way only, and refuses what is none', () => {
	expect(identityFields.parse({ kind: 'mail', value: ' Mei@Example.com ' })).toEqual({
		kind: 'mail',
		value: 'mei@example.com',
	});
	expect(identityFields.parse({ kind: 'shop', value: 'Ａ  12' })).toEqual({ kind: 'shop', value: 'A 12' });
	for (const wrong of [
		{ kind: 'mail', value: 'x' },
		{ kind: 'fax', value: '1' },
		{ kind: 'phone', value: '1' },
		{ kind: 'line', value: ' ' },
		{},
		null,
	])
		expect(identityFields.safeParse(wrong).success).toBe(false);
});
