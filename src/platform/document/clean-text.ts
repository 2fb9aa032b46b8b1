// NUL and control characters (PostgreSQL and HTML refuse them), lone surrogates, non-characters, and the characters that
// make a text read in another order than it is written (a known way to disguise an address).
const forbidden =
	/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFFF9-\uFFFB\uFEFF\p{Cs}\p{Noncharacter_Code_Point}]/gu;

// Whether one of these, or another line end, may be there. Told without looking at pairs of surrogates, which is five times as fast: an emoji is
// suspect, too, and nearly no other text is.
const suspect =
	/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069\uD800-\uDFFF\uFDD0-\uFDEF\uFEFF\uFFF9-\uFFFB\uFFFE\uFFFF]/;

/** Text of several lines without characters that have no place in a text. Line ends become `\n`. */
export const cleanLines = (text: string): string =>
	suspect.test(text) ? text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(forbidden, '') : text;

/** Text of one line: as `cleanLines`, and every line end or tab a space. */
export const cleanText = (text: string): string => cleanLines(text).replace(/[\n\t]/g, ' ');

/** Han, kana, hangul, bopomofo and full-width punctuation: what is written without spaces between words. */
export const chinese = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303F\uFF00-\uFFEF\uFE10-\uFE1F\uFE30-\uFE4F`;

const wrapped = new RegExp(`(?<=[${chinese}])[ \\t]*\\n[ \\t\\n]*(?=[${chinese}])`, 'gu');

/** White space as a reader sees it: one space for a run of it, none where a line of Chinese was merely wrapped. */
export const collapseSpace = (text: string): string =>
	(text.includes('\n') ? text.replace(wrapped, '') : text).replace(/[ \t\n\r\f\u00A0]+/g, ' ');
