import { quoted } from '#search/vector.ts';

const day = 86_400_000;

/** Stretches of days that an entry is marked with, each four of the one before: 1, 4, 16, 64, 256, 1,024 days. */
const scales = [0, 1, 2, 3, 4, 5] as const;
type Scale = (typeof scales)[number];
const longest = 5;
/** Longest stretches before and after this one that are asked for by name: eleven years back. */
const [back, ahead] = [4, 1];

/** Stretches of a scale are counted from the beginning of 1970. */
const numberOf = (time: number, scale: Scale): number => Math.floor(time / (day * 4 ** scale));
const beginOf = (number: number, scale: Scale): Date => new Date(number * day * 4 ** scale);
const mark = (number: number, scale: Scale): string => quoted(`#${scale}:${number}`);

/**
 * What an entry carries beside its words: when it was written, in short and long stretches of days. The index knows no order; asked for
 * words and a stretch together, it gives the newest without reading all that has the words. No question can name a mark: signs are no part of a word.
 */
export const timeMarks = (written: Date): string =>
	scales.map((scale) => mark(numberOf(written.getTime(), scale), scale)).join(' ');

/** A question for the entries of some time. */
export interface Window {
	asked: string;
	/** Only what was written outside of these times; null: the question names its stretches. */
	outside: { from: Date; to: Date } | null;
}

/**
 * A `tsquery` for one time after the other, the newest first: what is to come, today, each of the days before it until a stretch of four begins, each
 * of the fours before that until one of sixteen does, and so on; the last one is for all the rest. At least two of each length come before a
 * longer one is tried, so that no window is much longer than all before it together: of what has the words little more is looked up than is wanted,
 * and of a rare word all is found in some twenty steps.
 */
export function windowsBack(words: string, now: Date): Window[] {
	const later: string[] = [];
	const earlier: string[] = [];
	const top = numberOf(now.getTime(), longest);
	/** The stretch that is next, of the scale that is looked at. */
	let next = numberOf(now.getTime(), 0);
	for (const scale of scales) {
		const number = numberOf(now.getTime(), scale);
		for (let step = 1; step <= after(number, scale); step++) later.push(mark(number + step, scale));
		const isEnough = (taken: number): boolean =>
			scale === longest ? next < top - back : taken >= fewest && isBegun(next);
		for (let taken = 0; !isEnough(taken); taken++) earlier.push(mark(next--, scale));
		if (scale < longest) next = Math.floor(next / 4);
	}
	return [
		{ asked: `(${words}) & (${later.join(' | ')})`, outside: null },
		...earlier.map((one) => ({ asked: `(${words}) & ${one}`, outside: null })),
		{ asked: words, outside: { from: beginOf(top - back, longest), to: beginOf(top + ahead + 1, longest) } },
	];
}

/** Windows of one length, at the least, before a longer one. */
const fewest = 2;

/** True where all that comes before this stretch's end, and nothing else, are whole stretches of the next scale. */
const isBegun = (number: number): boolean => number % 4 === 3;

/** Stretches of a scale that lie after this one, in the same stretch of the next scale. */
const after = (number: number, scale: Scale): number => (scale === longest ? ahead : 3 - (number % 4));
