import { expect, it } from 'vitest';
import { base32, numberAt, otpAddress, stepAt, stepOfNumber } from '#membership/server/one-time-password.ts';

const secret = Buffer.from('12345678901234567890');

it.each([
	// RFC 6238, appendix B: SHA-1, the last six of eight digits.
	[59, '287082'],
	[1111111109, '081804'],
	[1111111111, '050471'],
	[1234567890, '005924'],
	[2000000000, '279037'],
	[20000000000, '353130'],
])('at %d seconds the number is %s', (seconds, number) => {
	expect(numberAt(secret, stepAt(new Date(seconds * 1000)))).toBe(number);
});

it('takes the number of the step before and after, and no other', () => {
	const time = new Date(59_000);
	expect(
		[-2, -1, 0, 1, 2].map((off) => stepOfNumber(secret, numberAt(secret, 1 + Math.max(off, -1)), time) !== null),
	).toEqual([true, true, true, true, false]);
	expect(stepOfNumber(secret, '', time)).toBeNull();
	expect(stepOfNumber(secret, '2870820', time)).toBeNull();
});

it('writes a secret as apps read it (RFC 4648 §10)', () => {
	for (const [text, coded] of [
		['', ''],
		['f', 'MY'],
		['fo', 'MZXQ'],
		['foobar', 'MZXW6YTBOI'],
	] as const)
		expect(base32(Buffer.from(text))).toBe(coded);
	expect(otpAddress(secret, '主場 A', 'a@b.example')).toBe(
		'otpauth://totp/%E4%B8%BB%E5%A0%B4%20A:a%40b.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E4%B8%BB%E5%A0%B4%20A&digits=6&period=30',
	);
});
