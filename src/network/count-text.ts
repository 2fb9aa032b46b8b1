import type { Counting, TextLimit } from '#network/limit.ts';
import { weightedLength } from '#network/weighted-length.ts';

const address = /https?:\/\/[^\s<>"]+/gu;
const remoteMention = /(?<![\p{L}\p{N}_/])(@[\p{L}\p{N}_]+(?:[.-]+[\p{L}\p{N}_]+)*)@[\p{L}\p{N}.-]+[\p{L}\p{N}]/gu;
/** An emoji as people see one: flags, keycaps, skin tones and families are one each. */
const emoji =
	/\p{RI}\p{RI}|[0-9#*]\u{FE0F}?\u{20E3}|(?:\p{Emoji_Presentation}|\p{Extended_Pictographic})(?:\u{FE0F}|\p{EMod})?(?:[\u{E0020}-\u{E007E}]+\u{E007F})?(?:\u{200D}(?:\p{Emoji_Presentation}|\p{Extended_Pictographic})(?:\u{FE0F}|\p{EMod})?)*/gu;
const sign = new Intl.Segmenter('zh-TW', { granularity: 'grapheme' });
const utf8 = new TextEncoder();

/** The length of a text as a network counts it. Runs in the browser too. */
export function countText(text: string, { counted, address: weight, shortMention }: TextLimit): number {
	let rest = shortMention ? text.replace(remoteMention, '$1') : text;
	let addresses = 0;
	if (weight !== undefined) {
		addresses = rest.match(address)?.length ?? 0;
		rest = rest.replace(address, '');
	}
	return addresses * (weight ?? 0) + count[counted](rest);
}

const count: Record<Counting, (text: string) => number> = {
	grapheme: (text) => [...sign.segment(text)].length,
	character: (text) => [...text].length,
	unit: (text) => text.length,
	byte: (text) => utf8.encode(text).length,
	weighted: weightedLength,
	'emoji-byte': (text) => {
		let bytes = 0;
		const rest = text.replace(emoji, (found) => {
			// ©, ™ and the like are letters unless a sign after them makes them pictures.
			if (/^[\u{A9}\u{AE}\u{203C}\u{2049}\u{2122}\u{2139}]$/u.test(found)) return found;
			bytes += utf8.encode(found).length;
			return '';
		});
		return bytes + [...rest].length;
	},
};

/** The web addresses that are written out in a text. */
export const addressesIn = (text: string): string[] => text.match(address) ?? [];
