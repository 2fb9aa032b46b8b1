/** Something that a search found. */
export interface Found {
	kind: 'article' | 'page' | 'thread';
	title: string;
	path: string;
	/** The text around the first word that was found, in pieces: the odd ones are what was asked for. */
	pieces: string[];
	/** Null: a page, which has no day of its own. */
	/** The language it is written in; null: whatever its writers speak. */
	locale: string | null;
	time: Date | null;
}

/** Longest question, in characters, and most words of it. */
export const longestQuestion = 80;
export const mostWords = 5;

/** The words of a question, each to be found: in one form for full and half width, without repetitions. */
export const wordsOf = (question: string): string[] =>
	[...new Set(question.normalize('NFKC').toLowerCase().slice(0, longestQuestion).split(/\s+/).filter(Boolean))].slice(
		0,
		mostWords,
	);

/** A text in pieces, split at every word: pieces 1, 3, 5 … are the words as they stand there. */
export function splitAtWords(text: string, words: readonly string[]): string[] {
	if (!words.length) return [text];
	const any = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
	return text.split(new RegExp(`(${any})`, 'giu'));
}
