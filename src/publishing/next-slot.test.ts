import { expect, it } from 'vitest';
import { nextSlot } from '#publishing/next-slot.ts';

const taipei = 'Asia/Taipei';
const slots = [
	{ weekday: 4, at: '20:00' },
	{ weekday: 4, at: '09:00' },
	{ weekday: 1, at: '09:00' },
];
const next = (from: string, taken: string[] = [], zone = taipei, of = slots) =>
	nextSlot(of, new Set(taken.map((time) => Date.parse(time))), new Date(from), zone)?.toISOString();

it('takes the next place by the clocks of the site, never the present moment', () => {
	// Thursday in Taipei.
	expect(next('2026-11-26T00:30:00Z')).toBe('2026-11-26T01:00:00.000Z');
	expect(next('2026-11-26T01:00:00Z')).toBe('2026-11-26T12:00:00.000Z');
	expect(next('2026-11-26T12:00:00Z')).toBe('2026-11-30T01:00:00.000Z');
});

it('passes over places that are taken', () => {
	expect(next('2026-11-26T00:30:00Z', ['2026-11-26T01:00:00Z', '2026-11-26T12:00:00Z'])).toBe(
		'2026-11-30T01:00:00.000Z',
	);
});

it('keeps its hour on the wall when the clocks change', () => {
	const sunday = [{ weekday: 7, at: '09:00' }];
	expect(next('2026-10-24T12:00:00Z', [], 'Europe/Berlin', sunday)).toBe('2026-10-25T08:00:00.000Z');
	expect(next('2026-10-17T12:00:00Z', [], 'Europe/Berlin', sunday)).toBe('2026-10-18T07:00:00.000Z');
});

it('is nothing for an account without places', () => {
	expect(next('2026-11-26T00:30:00Z', [], taipei, [])).toBeUndefined();
});
