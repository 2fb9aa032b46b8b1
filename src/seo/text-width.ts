/** Signs that take the room of two: Chinese characters, kana, hangul, full-width punctuation, pictures. */
const wide =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6\u2014\u2026\u2018-\u201d]|\p{Extended_Pictographic}/u;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** How wide a text is, in half-width signs: a Chinese character counts two. What cuts a text cuts it by its width. */
export function textWidth(text: string): number {
	let width = 0;
	for (const { segment } of graphemes.segment(text)) width += wide.test(segment) ? 2 : 1;
	return width;
}

/** The beginning of a text that fits into so many half-width signs, with an ellipsis where something was cut. */
export function cutToWidth(text: string, most: number): string {
	if (textWidth(text) <= most) return text;
	let width = 2;
	let cut = '';
	for (const { segment } of graphemes.segment(text)) {
		width += wide.test(segment) ? 2 : 1;
		if (width > most) break;
		cut += segment;
	}
	return `${cut.trimEnd()}…`;
}
