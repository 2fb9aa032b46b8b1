/** Signs that a brand may offer at most: more is a keyboard, not a reaction. */
export const mostSigns = 8;

const pictured = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3)/u;
const pieces = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** True for exactly one picture sign, however many code points it is made of. */
export const oneSign = (text: string): boolean => pictured.test(text) && [...pieces.segment(text)].length === 1;

/** A sign and how many said it. */
export interface ReactionCount {
	sign: string;
	count: number;
}
