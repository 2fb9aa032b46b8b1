import ts from 'opencc-js/dict/TSCharacters';
import tw from 'opencc-js/dict/TWVariants';

/** A text in the one form that is compared, and where each of its characters stands in the original. */
export interface Folded {
	text: string;
	/** `at[i]`: the place in the original of folded character i; one more at the end, the original's length. */
	at: number[];
}

/** Character to character: variants to Taiwan's standard form, then traditional to simplified (OpenCC's tables). */
const simplest = new Map<string, string>();
for (const [table, follow] of [
	[ts, false],
	[tw, true],
] as const)
	for (const pair of table.split('|')) {
		const [from, to] = pair.split(' ');
		if (from && to) simplest.set(from, follow ? (simplest.get(to) ?? to) : to);
	}

/** Characters that were folded before: a text has few that another one had not. */
const known = new Map<string, string>();
/** More than the characters that people write with. */
const mostKnown = 50_000;

/** What a character is compared as: width, case and script make no difference. */
function foldOne(character: string): string {
	const before = known.get(character);
	if (before !== undefined) return before;
	const plain = character.normalize('NFKC').toLowerCase();
	const folded = simplest.get(plain) ?? plain;
	if (known.size < mostKnown) known.set(character, folded);
	return folded;
}

/** Folds a text: full and half width, large and small, traditional and simplified are one. */
export function fold(text: string): Folded {
	let folded = '';
	const at: number[] = [];
	let index = 0;
	for (const character of text) {
		const one = foldOne(character);
		for (let piece = 0; piece < one.length; piece++) at.push(index);
		folded += one;
		index += character.length;
	}
	at.push(index);
	return { text: folded, at };
}
