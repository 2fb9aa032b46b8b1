import { fold } from '#platform/language/fold.ts';
import { runs } from '#search/runs.ts';

/** Characters that are shown, and how many of them before the first that was asked for. */
const [shown, before] = [140, 40];

/** Where the terms stand in a text, as places in the original, first to last, without overlaps. */
export function placesOf(text: string, terms: readonly string[]): [from: number, to: number][] {
	const { text: folded, at } = fold(text);
	const found: [number, number][] = [];
	for (const term of terms) {
		// As it was typed, or else by its pieces: signs between them may differ.
		const needles = folded.includes(term) ? [term] : runs(term).map((run) => run.text);
		for (const needle of needles)
			for (let from = folded.indexOf(needle); from >= 0; from = folded.indexOf(needle, from + needle.length))
				found.push([at[from] ?? 0, at[from + needle.length] ?? text.length]);
	}
	found.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
	let covered = 0;
	return found.filter(([from, to]) => {
		if (from < covered) return false;
		covered = to;
		return true;
	});
}

/** A text around what was found in it, in pieces: the odd ones are what was asked for. */
export function excerpt(text: string, places: readonly [from: number, to: number][]): string[] {
	const first = places[0]?.[0] ?? 0;
	const begin = first <= before ? 0 : first - before;
	const end = Math.min(text.length, begin + shown);
	const pieces: string[] = [];
	let from = begin;
	for (const [start, stop] of places) {
		if (start < from || stop > end) continue;
		pieces.push(text.slice(from, start), text.slice(start, stop));
		from = stop;
	}
	pieces.push(text.slice(from, end));
	const plain = pieces.map((piece) => piece.replace(/\s+/g, ' '));
	plain[0] = begin ? `…${plain[0]}` : (plain[0] ?? '').trimStart();
	if (end < text.length) plain[plain.length - 1] += '…';
	return plain;
}
