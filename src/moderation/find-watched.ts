import { fold } from '#platform/language/fold.ts';
import { lookAlikes, patternOf, plainly } from '#moderation/watched-words.ts';

/** How a watched word was written otherwise than it stands in the list. */
export const disguises = ['script', 'width', 'case', 'accents', 'alike', 'between', 'unseen'] as const;
export type Disguise = (typeof disguises)[number];

/** A watched word that stands in a text: the place in the text as it was written, a few words around it, and how it was written. */
export interface FoundWord {
	word: string;
	before: string;
	found: string;
	after: string;
	/** None: as it stands in the list. */
	disguises: Disguise[];
}

/** What is shown before and after, in characters. */
const around = 12;

/** Where each watched word stands in a text for the first time, in the order of the text. */
export function findWatched(words: readonly string[], text: string): FoundWord[] {
	// The comparison has other lengths than the text; each of its units remembers which character it came from.
	const characters = [...text];
	let plain = '';
	const from: number[] = [];
	for (const [at, character] of characters.entries()) {
		const piece = plainly(character);
		for (let unit = 0; unit < piece.length; unit++) from.push(at);
		plain += piece;
	}
	return words
		.flatMap((word) => {
			const match = patternOf(word).exec(plain);
			if (!match?.[0]) return [];
			const start = from[match.index] ?? 0;
			const end = (from[match.index + match[0].length - 1] ?? start) + 1;
			const part = (begin: number, until: number): string => characters.slice(Math.max(0, begin), until).join('');
			const found = part(start, end);
			return {
				start,
				word,
				before: part(start - around, start),
				found,
				after: part(end, end + around),
				disguises: disguisesOf(word, found),
			};
		})
		.sort((one, other) => one.start - other.start)
		.map(({ start: _, ...found }) => found);
}

/** What makes a passage another than the word that it was found as. */
function disguisesOf(word: string, found: string): Disguise[] {
	const used = new Set<Disguise>();
	const plain = plainly(word);
	const small = stripped(word.normalize('NFKC')).toLowerCase();
	for (const character of found)
		if (!word.includes(character)) for (const one of changesOf(character, small, plain)) used.add(one);
	// Its letters are all in the word, and yet it is another: order of small and large.
	if (!used.size && found !== word) used.add('case');
	return disguises.filter((one) => used.has(one));
}

/** Without accents. */
const stripped = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '');

function* changesOf(character: string, word: string, plain: string): Generator<Disguise> {
	if (/\p{Cf}/u.test(character)) return yield 'unseen';
	if (/\p{M}/u.test(character)) return yield 'accents';
	const usual = character.normalize('NFKC');
	const sign = !/[\p{L}\p{N}]/u.test(usual);
	if (sign && !/[@$|!]/.test(usual)) return yield 'between';
	if (usual !== character.normalize('NFC')) yield 'width';
	const bare = stripped(usual);
	if (bare !== usual.normalize('NFKD')) yield 'accents';
	const small = bare.toLowerCase();
	const other = lookAlikes[small];
	if (other !== undefined && plain.includes(other)) return yield 'alike';
	if (word.includes(small)) {
		if (small !== bare) yield 'case';
	} else if (/\p{Script=Han}/u.test(small) && plain.includes(fold(small).text)) yield 'script';
	else yield 'alike';
}
