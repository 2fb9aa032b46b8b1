import { expect, it } from 'vitest';
import { fromLocalText, localText } from '#platform/language/local-time.ts';

it.each([
	['2026-11-26T09:30', 'Asia/Taipei', '2026-11-26T01:30:00.000Z'],
	['2026-01-01T00:00', 'Asia/Taipei', '2025-12-31T16:00:00.000Z'],
	['2026-07-01T12:00', 'Europe/Berlin', '2026-07-01T10:00:00.000Z'],
	['2026-12-01T12:00', 'America/New_York', '2026-12-01T17:00:00.000Z'],
	['2024-02-29T23:59', 'UTC', '2024-02-29T23:59:00.000Z'],
])('%s in %s is %s, and back', (text, zone, time) => {
	expect(fromLocalText(text, zone)?.toISOString()).toBe(time);
	expect(localText(new Date(time), zone)).toBe(text);
});

it('takes an hour that does not exist as the one after it', () => {
	expect(fromLocalText('2026-03-29T02:30', 'Europe/Berlin')?.toISOString()).toMatch(/^2026-03-29T0[01]:30/);
});

it.each(['', '2026-02-30T10:00', '2026-13-01T10:00', '2026-11-26T24:00', '2026-11-26', 'tomorrow'])(
	'%s is no time',
	(text) => expect(fromLocalText(text, 'Asia/Taipei')).toBeNull(),
);
