import { expect, it } from 'vitest';
import { calendarDays, rangeOf, readDay, turnedDay } from '#publishing/calendar-days.ts';

it('shows a month as whole weeks from Monday', () => {
	const november = calendarDays('month', '2026-11-26');
	expect([november[0], november.at(-1), november.length]).toEqual(['2026-10-26', '2026-12-06', 42]);
	const february = calendarDays('month', '2027-02-10');
	expect([february[0], february.at(-1), february.length]).toEqual(['2027-02-01', '2027-02-28', 28]);
});

it('shows the week of a day, and a list from it on', () => {
	expect(calendarDays('week', '2026-11-29')).toEqual(calendarDays('week', '2026-11-23'));
	expect(calendarDays('list', '2026-11-26')[0]).toBe('2026-11-26');
});

it('turns over the end of a year and of a long month', () => {
	expect(turnedDay('month', '2027-01-31', 1)).toBe('2027-02-01');
	expect(turnedDay('month', '2027-01-31', -1)).toBe('2026-12-01');
	expect(turnedDay('week', '2026-12-28', 1)).toBe('2027-01-04');
});

it('takes today for what is no day', () => {
	for (const bad of [null, '', '2026-02-30', '2026-13-01', 'x', '1999-01-01', '2026-11-26T00:00'])
		expect(readDay(bad, '2026-11-26'), String(bad)).toBe('2026-11-26');
	expect(readDay('2028-02-29', '2026-11-26')).toBe('2028-02-29');
});

it('lies between midnights on the wall, also where the clocks change', () => {
	const { from, to } = rangeOf(['2026-10-25'], 'Europe/Berlin');
	expect(to.getTime() - from.getTime()).toBe(25 * 3_600_000);
});
