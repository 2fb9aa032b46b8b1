import { expect, it } from 'vitest';
import { clockMinutes, customaryQuiet, quietUntil } from '#platform/language/quiet.ts';

const until = (now: string, zone: string, quiet = customaryQuiet) =>
	quietUntil(new Date(now), zone, quiet)?.toISOString() ?? null;

it('lasts over midnight until the morning of the place where the member is', () => {
	// 23:30 and 07:59 in Taipei.
	expect(until('2026-11-26T15:30:00Z', 'Asia/Taipei')).toBe('2026-11-27T00:00:00.000Z');
	expect(until('2026-11-26T23:59:00Z', 'Asia/Taipei')).toBe('2026-11-27T00:00:00.000Z');
	expect(until('2026-11-27T00:00:00Z', 'Asia/Taipei')).toBeNull();
	expect(until('2026-11-26T13:59:00Z', 'Asia/Taipei')).toBeNull();
	expect(until('2026-11-26T15:30:00Z', 'Europe/Berlin')).toBeNull();
});

it('may lie within one day, and be none at all', () => {
	const noon = { from: 12 * 60, until: 13 * 60 + 30 };
	expect(until('2026-11-26T04:10:00Z', 'Asia/Taipei', noon)).toBe('2026-11-26T05:30:00.000Z');
	expect(until('2026-11-26T05:30:00Z', 'Asia/Taipei', noon)).toBeNull();
	expect(until('2026-11-26T15:30:00Z', 'Asia/Taipei', { from: 60, until: 60 })).toBeNull();
	expect(quietUntil(new Date('2026-11-26T15:30:00Z'), 'Asia/Taipei', null)).toBeNull();
});

it('ends after now also in the night when the clocks are changed', () => {
	const early = { from: 22 * 60, until: 60 + 30 };
	// 01:10 for the second time: half past one was shown once already.
	const autumn = new Date('2026-11-01T06:10:00Z');
	expect(quietUntil(autumn, 'America/New_York', early)?.getTime()).toBeGreaterThan(autumn.getTime());
	// Half past two does not exist in this night: the end is the hour after.
	expect(until('2026-03-08T05:00:00Z', 'America/New_York', { from: 22 * 60, until: 150 })).toBe(
		'2026-03-08T07:30:00.000Z',
	);
});

it('reads what a field says', () => {
	expect(['08:00', '23:59:30', '24:00', '8:00', ''].map(clockMinutes)).toEqual([480, 1439, null, null, null]);
});
