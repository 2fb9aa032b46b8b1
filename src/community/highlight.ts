import { localTime, zonedTime } from '#platform/language/zoned-time.ts';

/** Members who must have talked in a thread for it to be that of a week. */
export const fewestTalkers = 3;

const dayLong = 86_400_000;

/** The last whole week by the clocks of the site: its Monday, and from when until when it was. */
export function lastMonday(now: Date, timeZone: string): { week: string; from: Date; until: Date } {
	const today = Date.parse(`${localTime(now, timeZone).slice(0, 10)}T00:00:00Z`);
	const monday = today - ((new Date(today).getUTCDay() + 6) % 7) * dayLong;
	const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
	const begin = (time: number): Date => zonedTime(`${day(time)}T00:00`, timeZone) ?? new Date(time);
	return { week: day(monday - 7 * dayLong), from: begin(monday - 7 * dayLong), until: begin(monday) };
}

/** The thread of a week as the console shows it. */
export interface Highlight {
	/** Monday of the week. */
	week: string;
	thread: number;
	title: string;
	path: string;
	/** Who began it; null: somebody who has left. */
	name: string | null;
	/** The beginning of what it opens with. */
	text: string;
	/** The reply that helped or was liked most; null: there is none. */
	reply: { name: string; text: string } | null;
	talkers: number;
	people: number;
	told: Date | null;
}
