import { localTime, zonedTime } from '#platform/language/zoned-time.ts';

/** A place in an account's week. */
export interface Slot {
	/** 1 is Monday, 7 is Sunday. */
	weekday: number;
	/** `HH:MM` by the clocks of the site. */
	at: string;
}

/** Weeks that are looked through for a free place. */
const mostWeeks = 53;

/** Monday 1 … Sunday 7, of a day `2026-11-26`. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** The day so many days after this one. */
export const dayAfter = (day: string, days: number): string =>
	new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The first moment after `from` that is one of these places and not taken; null when there is none within a year. */
export function nextSlot(
	slots: readonly Slot[],
	taken: ReadonlySet<number>,
	from: Date,
	timeZone: string,
): Date | null {
	const today = localTime(from, timeZone).slice(0, 10);
	for (let days = 0; days < mostWeeks * 7; days++) {
		const day = dayAfter(today, days);
		const times = slots.filter(({ weekday }) => weekday === weekdayOf(day)).map(({ at }) => at);
		for (const at of times.sort()) {
			const moment = zonedTime(`${day}T${at}`, timeZone);
			if (moment && moment > from && !taken.has(moment.getTime())) return moment;
		}
	}
	return null;
}
