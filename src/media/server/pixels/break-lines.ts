/** Marks that no line begins with, and marks that none ends with (W3C, Requirements for Chinese Text Layout §3.1). */
const neverFirst = /^[、。，．.,：；:;！？!?…‥—～〜·・)\]}）〕］｝〉》」』】〗”’％%‰°℃々ー]/u;
const neverLast = /[([{（〔［｛〈《「『【〖“‘$＄#]$/u;

/**
 * A title in lines of at most `widest`, by the rules of Chinese: words stay whole where they can, no line begins with a
 * closing mark or ends with an opening one, and the lines are about as long as each other, so that no character is left
 * alone. `measure` tells how wide a text is.
 */
export function breakLines(text: string, widest: number, measure: (text: string) => number): string[] {
	const pieces = piecesOf(text, widest, measure);
	const lines = fill(pieces, widest, measure);
	// As many lines, but narrower: found by halving.
	let [narrow, wide] = [widest / 2, widest];
	for (let step = 0; step < 12; step++) {
		const middle = (narrow + wide) / 2;
		const tried = fill(pieces, middle, measure);
		if (tried.length <= lines.length && tried.every((line) => measure(line) <= middle)) wide = middle;
		else narrow = middle;
	}
	return fill(pieces, wide, measure);
}

/** What is not broken inside: a word with the marks that belong to it. A word wider than a line is given up. */
function piecesOf(text: string, widest: number, measure: (text: string) => number): string[] {
	const words = [...new Intl.Segmenter('zh-Hant', { granularity: 'word' }).segment(text)].map(({ segment }) => segment);
	const pieces: string[] = [];
	for (const word of words) {
		const before = pieces.at(-1);
		if (before !== undefined && (neverFirst.test(word) || neverLast.test(before) || isJoined(before, word)))
			pieces[pieces.length - 1] = before + word;
		else pieces.push(word);
	}
	return pieces.flatMap((piece) => (measure(piece.trim()) <= widest ? [piece] : splitLong(piece)));
}

/** Latin words break at spaces only: `can't`, `e-mail`, `3.5`. */
const isJoined = (before: string, word: string): boolean =>
	/[\p{Script=Latin}\p{N}'’_@/.+-]$/u.test(before) && /^[\p{Script=Latin}\p{N}'’_@/+-]/u.test(word);

function splitLong(piece: string): string[] {
	const parts: string[] = [];
	for (const character of piece) {
		const before = parts.at(-1);
		if (before !== undefined && (neverFirst.test(character) || neverLast.test(before)))
			parts[parts.length - 1] = before + character;
		else parts.push(character);
	}
	return parts;
}

function fill(pieces: readonly string[], width: number, measure: (text: string) => number): string[] {
	const lines: string[] = [];
	for (const piece of pieces) {
		const line = lines.at(-1);
		if (line !== undefined && measure((line + piece).trim()) <= width) lines[lines.length - 1] = line + piece;
		else lines.push(piece);
	}
	return lines.map((line) => line.trim()).filter(Boolean);
}
