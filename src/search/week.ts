import { quoted } from '#search/vector.ts';

const length = 7 * 86_400_000;

/** The week that a moment is in, counted from the beginning of 1970. */
const weekOf = (time: Date): number => Math.floor(time.getTime() / length);

/**
 * What an entry carries beside its words: the week in which it was written. The index knows no order; asked for words and weeks together, it
 * gives the newest without reading all that has the words. No question can name it: signs are no part of a word.
 */
export const weekMark = (written: Date): string => quoted(`#${weekOf(written)}`);

/** Weeks that are looked through together, going back from this one: first few, in the end years. */
const steps = [1, 3, 12, 48, 208];

/** A question for the entries of some weeks. */
export interface Window {
	asked: string;
	/** Only what was written before; null: the question names its weeks. */
	before: Date | null;
}

/** A `tsquery` for one stretch of weeks after the other, the newest first; the last one is for all that is older. */
export function windowsBack(words: string, now: Date): Window[] {
	let week = weekOf(now);
	const windows: Window[] = steps.map((many) => {
		const marks = Array.from({ length: many }, () => quoted(`#${week--}`));
		return { asked: `(${words}) & (${marks.join(' | ')})`, before: null };
	});
	return [...windows, { asked: words, before: new Date((week + 1) * length) }];
}

/** When the week after this one begins: what is to come is in no window. */
export const nextWeek = (now: Date): Date => new Date((weekOf(now) + 1) * length);
