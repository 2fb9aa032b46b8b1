import { fold } from '#platform/language/fold.ts';

/** Shortest and longest watched word, in characters, and how many there may be. */
export const watching = { shortest: 2, longest: 60, most: 500 } as const;

/** Letters of other scripts that look like Latin ones, and signs that stand for them. */
export const lookAlikes: Readonly<Record<string, string>> = {
	...Object.fromEntries([...'аbсԁеfɡһіјκlмոорqгѕтυѵԝхуᴢ'].map((sign, at) => [sign, 'abcdefghijklmnopqrstuvwxyz'[at]])),
	...Object.fromEntries([...'αβεηικνορτυχ'].map((sign, at) => [sign, 'abenikvoptux'[at]])),
	к: 'k',
	н: 'h',
	в: 'b',
	ı: 'i',
	'@': 'a',
	$: 's',
};

/** A text as it is compared: one script, one width, one case; without accents and signs that cannot be seen. */
export const plainly = (text: string): string =>
	[...fold(text.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '')).text]
		.map((character) => lookAlikes[character] ?? character)
		.join('');

/** What may stand for a Latin letter among others. */
const leet: Readonly<Record<string, string>> = {
	a: '[a4]',
	e: '[e3]',
	i: '[i1l|!]',
	l: '[l1i|]',
	o: '[o0]',
	s: '[s5]',
	t: '[t7]',
};

/** At most so many signs between two characters of a word still are the word: 賭．博, c-a-s-i-n-o. */
const gap = '[^\\p{L}\\p{N}]{0,3}';

const escaped = (character: string): string => character.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/**
 * A pattern that finds a watched word in `plainly` written text. A word that begins or ends with a Latin letter or a number
 * stands by itself there (`ass` is not in `class`); Chinese has no such borders.
 */
export function patternOf(word: string): RegExp {
	const characters = [...plainly(word)].filter((character) => /[\p{L}\p{N}]/u.test(character));
	const latin = (character: string | undefined): boolean => character !== undefined && /[a-z0-9]/.test(character);
	const middle = characters.map((character) => leet[character] ?? escaped(character)).join(gap);
	const before = latin(characters[0]) ? '(?<![\\p{Script=Latin}\\p{N}])' : '';
	const after = latin(characters.at(-1)) ? '(?![\\p{Script=Latin}\\p{N}])' : '';
	return new RegExp(before + middle + after, 'u');
}

/** The letters and numbers of a word: what is left of it to be watched for. */
export const substance = (word: string): number => [...plainly(word)].filter((one) => /[\p{L}\p{N}]/u.test(one)).length;
