/** A stretch of one kind of writing, and the position that its first character (or the word) has in the text's count. */
export interface Run {
	kind: 'han' | 'word';
	text: string;
	position: number;
}

/** Writing without spaces between words: every pair of neighbours is looked for. */
const written =
	/(?<han>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}ー]+)|(?<word>[[\p{L}\p{N}\p{M}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}]]+)/gv;

/** Longest word that is kept; what is longer is no word. */
export const longestWord = 60;

/**
 * The runs of a folded text. A character of a Chinese run has a position of its own, another word has one; between two
 * runs one position stays free, so that a phrase does not reach over what stands between.
 */
export function runs(folded: string): Run[] {
	const found: Run[] = [];
	let position = 1;
	for (const { groups } of folded.matchAll(written)) {
		const han = groups?.['han'];
		if (han) {
			found.push({ kind: 'han', text: han, position });
			position += [...han].length + 1;
		} else {
			found.push({ kind: 'word', text: [...(groups?.['word'] ?? '')].slice(0, longestWord).join(''), position });
			position += 2;
		}
	}
	return found;
}
