import type { Moment } from '#app/sample-brand/content/index.ts';

/** The sample stands on Taiwan's clock, which has no summer time. */
const timeZone = 'Asia/Taipei';
const offset = '+08:00';
const minute = 60_000;

/** The calendar day (`2026-11-24`) that is day 0 of the sample. */
export const dayOf = (today: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone }).format(today);

/** Turns moments of the sample into times; `zero` is the calendar day of loading. */
export const momentsFrom = (zero: string): ((moment: Moment) => Date) => {
	const midnight = Date.parse(`${zero}T00:00:00${offset}`);
	return ([day, hour, minutes]) => new Date(midnight + ((day * 24 + hour) * 60 + minutes) * minute);
};

/** A time so many minutes later. */
export const later = (time: Date, minutes: number): Date => new Date(time.getTime() + minutes * minute);
