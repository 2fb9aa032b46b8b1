import { zonedTime } from '#platform/language/zoned-time.ts';
import { dayAfter, weekdayOf } from '#publishing/next-slot.ts';

export const calendarViews = ['month', 'week', 'list'] as const;
export type CalendarView = (typeof calendarViews)[number];

/** Days that the list shows. */
const listLong = 28;

/** The days that a view of a day shows, in order; weeks begin on Monday, and a month is whole weeks. */
export function calendarDays(view: CalendarView, day: string): string[] {
	if (view === 'list') return Array.from({ length: listLong }, (_, index) => dayAfter(day, index));
	if (view === 'week') return weekOf(day);
	const first = `${day.slice(0, 7)}-01`;
	const days = weekOf(first);
	while (dayAfter(days.at(-1) as string, 1).slice(0, 7) === day.slice(0, 7))
		days.push(...weekOf(dayAfter(days.at(-1) as string, 1)));
	return days;
}

const weekOf = (day: string): string[] => {
	const monday = dayAfter(day, 1 - weekdayOf(day));
	return Array.from({ length: 7 }, (_, index) => dayAfter(monday, index));
};

/** The day that the view before or after this one shows. */
export function turnedDay(view: CalendarView, day: string, by: 1 | -1): string {
	if (view !== 'month') return dayAfter(day, by * (view === 'week' ? 7 : listLong));
	const [year, month] = day.split('-').map(Number) as [number, number];
	return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 10);
}

/** A day of an address as it is, or this one when it is none. */
export const readDay = (day: string | null, otherwise: string): string =>
	day && /^20\d\d-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) && dayAfter(day, 0) === day
		? day
		: otherwise;

/** The moments between which these days lie, by the clocks of the site; the second is not part of them. */
export const rangeOf = (days: readonly string[], timeZone: string): { from: Date; to: Date } => ({
	from: zonedTime(`${days[0]}T00:00`, timeZone) as Date,
	to: zonedTime(`${dayAfter(days.at(-1) as string, 1)}T00:00`, timeZone) as Date,
});
