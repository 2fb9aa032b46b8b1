import ts from 'opencc-js/dict/TSCharacters';
import tw from 'opencc-js/dict/TWVariants';

/** A text in the one form that is compared, and where each of its characters stands in the original. */
export interface Folded {
	text: string;
	/** `at[i]`: the place in the original of folded character i; one more at the end, the original's length. */
	at: Uint32Array;
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

/** What a character is compared as: width, case and script make no difference. */
function foldOne(character: string): string {
	const plain = character.normalize('NFKC').toLowerCase();
	return simplest.get(plain) ?? plain;
}

/** Of each UTF-16 unit what it is compared as, where that is one unit: nearly everything that people write. Filled as it is met. */
const units = new Uint16Array(65_536);
/** Of a unit that is half of a pair, or becomes several. 0 is what was not met yet. */
const several = 0xffff;

function learn(unit: number): number {
	const folded = unit >= 0xd800 && unit < 0xe000 ? '' : foldOne(String.fromCharCode(unit));
	return (units[unit] = folded.length === 1 ? folded.charCodeAt(0) || several : several);
}

/** Where a text is folded, as large as it has to be; nobody else comes in between. */
let desk = { folded: new Uint16Array(4_096), at: new Uint32Array(4_096) };

/** Folds a text: full and half width, large and small, traditional and simplified are one. */
export function fold(text: string): Folded {
	let length = 0;
	for (let index = 0; index < text.length;) {
		if (length + mostOfOne > desk.at.length) desk = larger(desk);
		const unit = text.charCodeAt(index);
		const known = units[unit] || learn(unit);
		desk.at[length] = index;
		if (known !== several) {
			desk.folded[length++] = known;
			index++;
			continue;
		}
		const character = String.fromCodePoint(text.codePointAt(index) ?? 0);
		const folded = foldOne(character);
		for (let piece = 0; piece < folded.length; piece++) {
			desk.at[length] = index;
			desk.folded[length++] = folded.charCodeAt(piece);
		}
		index += character.length;
	}
	desk.at[length] = text.length;
	return { text: written(desk.folded.subarray(0, length)), at: desk.at.slice(0, length + 1) };
}

/** More units than one character becomes, by far: U+FDFA becomes eighteen. */
const mostOfOne = 64;

function larger({ folded, at }: typeof desk): typeof desk {
	const next = { folded: new Uint16Array(2 * folded.length), at: new Uint32Array(2 * at.length) };
	next.folded.set(folded);
	next.at.set(at);
	return next;
}

/** Units that `fromCharCode` takes at once. */
const atOnce = 8_192;

function written(folded: Uint16Array): string {
	let text = '';
	for (let from = 0; from < folded.length; from += atOnce)
		// Not spread: that walks through an iterator, and takes five times as long.
		text += Reflect.apply(String.fromCharCode, null, folded.subarray(from, from + atOnce)) as string;
	return text;
}
