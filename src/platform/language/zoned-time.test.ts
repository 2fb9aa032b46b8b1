import { describe, expect, it } from 'vitest';
import { localTime, zonedTime } from '#platform/language/zoned-time.ts';

describe('zonedTime', () => {
	it.each([
		['2026-11-26T18:30', 'Asia/Taipei', '2026-11-26T10:30:00.000Z'],
		['2026-11-26T00:00', 'Asia/Taipei', '2026-11-25T16:00:00.000Z'],
		['2026-07-01T12:00', 'America/New_York', '2026-07-01T16:00:00.000Z'],
		['2026-12-01T12:00', 'America/New_York', '2026-12-01T17:00:00.000Z'],
		['2026-11-26T18:30', 'Asia/Kathmandu', '2026-11-26T12:45:00.000Z'],
		// The clocks go from 2:00 to 3:00, and from 2:00 back to 1:00.
		['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
		['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
		['2026-03-08T03:00', 'America/New_York', '2026-03-08T07:00:00.000Z'],
	])('%s in %s is %s', (text, zone, moment) => expect(zonedTime(text, zone)?.toISOString()).toBe(moment));

	it.each(['', 'tomorrow', '2026-02-30T10:00', '2026-11-26T24:00', '2026-11-26', '2026-13-01T00:00'])(
		'%j is no time',
		(text) => expect(zonedTime(text, 'Asia/Taipei')).toBeNull(),
	);

	it('goes there and back', () => {
		for (const zone of ['Asia/Taipei', 'America/New_York', 'UTC', 'Pacific/Auckland'])
			expect(zonedTime(localTime(new Date('2026-06-15T03:07:00Z'), zone), zone)).toEqual(
				new Date('2026-06-15T03:07:00Z'),
			);
	});
});
