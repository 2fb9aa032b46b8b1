/** A line by which a person says where a thread goes on in its next part. */
const cut = /\n[ \t]*-{3,}[ \t]*(?:\n|$)/u;
/** Code units that one part may have at most, as far as cutting is concerned. */
const longest = 20_000;

/**
 * A text in parts that each fit: cut where a person drew a line (`---`), and else at the ends of sentences, or between words
 * or signs where a sentence alone is too long. `fits` says of a part whether it does (`first`: it is the head of the thread).
 * Nothing of the text is left out but the lines and the spaces between parts; what would be more than `most` parts is left in
 * the last one, for whoever judges it. Pure.
 */
export function splitThread(text: string, most: number, fits: (part: string, first: boolean) => boolean): string[] {
	const parts: string[] = [];
	for (const piece of text.split(cut)) {
		let rest = piece.trim();
		while (rest) {
			const first = !parts.length;
			const part =
				parts.length >= most || fits(rest, first)
					? rest
					: beginning(rest.slice(0, longest), (candidate) => fits(candidate, first)) || rest;
			parts.push(part);
			rest = rest.slice(part.length).trim();
		}
	}
	return parts;
}

/** The longest beginning that fits: up to the end of a sentence, else of a word, else of a sign; empty when not even that does. */
function beginning(text: string, fits: (candidate: string) => boolean): string {
	for (const granularity of ['sentence', 'word', 'grapheme'] as const) {
		const ends = endsOf(text, granularity);
		let [low, high] = [0, ends.length];
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			if (fits(text.slice(0, ends[middle - 1]).trimEnd())) low = middle;
			else high = middle - 1;
		}
		const found = low ? text.slice(0, ends[low - 1]).trimEnd() : '';
		if (found) return found;
	}
	return '';
}

/** Chinese ends a sentence with a mark and no space; what closes a quotation belongs to the sentence before it. */
const chineseEnd = /[。！？…]+[」』”’）)]*/gu;

function endsOf(text: string, granularity: 'sentence' | 'word' | 'grapheme'): number[] {
	const found = [...new Intl.Segmenter('zh-TW', { granularity }).segment(text)];
	const ends = found.map(({ index, segment }) => index + segment.length);
	if (granularity !== 'sentence') return ends;
	const marks = [...text.matchAll(chineseEnd)].map(({ index, 0: mark }) => index + mark.length);
	// Never between a mark and the quotation that it closes.
	const whole = ends.filter((end) => !/^[」』”’）)]/u.test(text.slice(end)));
	return [...new Set([...whole, ...marks])].sort((one, other) => one - other);
}
