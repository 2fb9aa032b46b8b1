import { localTime, zonedTime } from '#platform/language/zoned-time.ts';
import { dayAfter, weekdayOf } from '#publishing/next-slot.ts';
import { bareWords } from '#publishing/same-words.ts';

/** Fewest versions of what is said again: with less, readers and networks take it for a repetition. */
export const leastVersions = 3;
export const mostVersions = 20;
/** Days before the same words may go out again. */
export const restDays = 14;

/** When something is said again, by the clocks of the site. */
export interface Rhythm {
	/** 1 is Monday, 7 is Sunday. */
	weekdays: readonly number[];
	/** `HH:MM`. */
	at: string;
	/** Every so many weeks, counted from the week of `made`. */
	weeks: number;
	made: Date;
}

/** Versions as they are written in one field, between lines of nothing but hyphens. */
export const splitVersions = (text: string): string[] =>
	text
		.replaceAll('\r\n', '\n')
		.split(/^\s*-{3,}\s*$/m)
		.map((version) => version.trim())
		.filter(Boolean);

export const joinVersions = (versions: readonly string[]): string => versions.join('\n---\n');

/** True when no reader would take one of them for another. */
export function areDifferent(versions: readonly string[]): boolean {
	const words = versions.map(bareWords);
	return words.every(Boolean) && new Set(words).size === words.length;
}

const mondayOf = (day: string): string => dayAfter(day, 1 - weekdayOf(day));
const weeksBetween = (one: string, other: string): number => (Date.parse(other) - Date.parse(one)) / (7 * 86_400_000);

/** The first time after `after` that the rhythm names; null when its hour is no time. */
export function nextTime({ weekdays, at, weeks, made }: Rhythm, after: Date, timeZone: string): Date | null {
	const first = mondayOf(localTime(made, timeZone).slice(0, 10));
	const from = localTime(after, timeZone).slice(0, 10);
	for (let days = 0; days <= weeks * 7 + 7; days++) {
		const day = dayAfter(from, days);
		if (!weekdays.includes(weekdayOf(day)) || weeksBetween(first, mondayOf(day)) % weeks !== 0) continue;
		const moment = zonedTime(`${day}T${at}`, timeZone);
		if (moment && moment > after) return moment;
	}
	return null;
}

/** The picture whose turn it is after so many times; what is gone is passed over. None when none is there. */
export function pickPicture(pictures: readonly number[], times: number, there: (id: number) => boolean): number[] {
	const from = pictures.length ? times % pictures.length : 0;
	const picture = [...pictures.slice(from), ...pictures.slice(0, from)].find(there);
	return picture === undefined ? [] : [picture];
}

/** What was said at an earlier time; `words` as `bareWords` gives them. */
export interface SaidThen {
	words: string;
	due: Date;
}

/**
 * The version whose turn it is: one that was never said, else the one that rests longest. Never the same twice in a row, and never
 * one that has not rested; then null.
 */
export function pickVersion(versions: readonly string[], said: readonly SaidThen[], due: Date): string | null {
	const before = said.filter((one) => one.due < due);
	const last = before.reduce<SaidThen | null>((found, one) => (found && found.due >= one.due ? found : one), null);
	const rested = versions
		.map((version, index) => {
			const words = bareWords(version);
			const times = before.filter((one) => one.words === words).map((one) => one.due.getTime());
			return { version, words, index, lastSaid: times.length ? Math.max(...times) : null };
		})
		.filter(({ words }) => words !== last?.words)
		.filter(({ lastSaid }) => lastSaid === null || due.getTime() - lastSaid >= restDays * 86_400_000)
		.sort((one, other) => (one.lastSaid ?? -1) - (other.lastSaid ?? -1) || one.index - other.index);
	return rested[0]?.version ?? null;
}
