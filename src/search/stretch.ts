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
 * A `tsquery` for one time after the other, the newest first: what is to come, today, each of the days before it in the same four days, each of the
 * fours before those in the same sixteen, and so on; the last one is for all the rest. So of what has the words never much more is looked
 * up than is wanted, and of a rare word all is found in some twenty steps.
 */
export function windowsBack(words: string, now: Date): Window[] {
	const later: string[] = [];
	const earlier: string[] = [];
	for (const scale of scales) {
		const number = numberOf(now.getTime(), scale);
		if (!scale) earlier.push(mark(number, scale));
		for (let next = 1; next <= after(number, scale); next++) later.push(mark(number + next, scale));
		for (let last = 1; last <= before(number, scale); last++) earlier.push(mark(number - last, scale));
	}
	const top = numberOf(now.getTime(), longest);
	return [
		{ asked: `(${words}) & (${later.join(' | ')})`, outside: null },
		...earlier.map((one) => ({ asked: `(${words}) & ${one}`, outside: null })),
		{ asked: words, outside: { from: beginOf(top - back, longest), to: beginOf(top + ahead + 1, longest) } },
	];
}

/** Stretches of a scale that lie before this one, and after it, in the same stretch of the next scale. */
const before = (number: number, scale: Scale): number => (scale === longest ? back : number % 4);
const after = (number: number, scale: Scale): number => (scale === longest ? ahead : 3 - (number % 4));
