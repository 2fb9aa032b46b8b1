import { plainly } from '#moderation/watched-words.ts';

/** A text as the pairs of neighbouring characters in it. */
export type Pairs = ReadonlySet<string>;

/** Shorter texts are alike by chance: 謝謝分享. */
const shortest = 20;
/** From this share of common pairs on, two texts are the same. */
const alike = 0.8;

/** The pairs of a text's letters and numbers; null: too short to be compared. */
export function pairsOf(text: string): Pairs | null {
	const characters = [...plainly(text).slice(0, 2_000)].filter((character) => /[\p{L}\p{N}]/u.test(character));
	if (characters.length < shortest) return null;
	const pairs = new Set<string>();
	for (let at = 1; at < characters.length; at++) pairs.add(`${characters[at - 1]}${characters[at]}`);
	return pairs;
}

/** True when most pairs of two texts are common (Jaccard). */
export function sameWords(one: Pairs, other: Pairs): boolean {
	const [small, large] = one.size < other.size ? [one, other] : [other, one];
	if (small.size < large.size * alike) return false;
	let common = 0;
	for (const pair of small) if (large.has(pair)) common++;
	return common / (one.size + other.size - common) >= alike;
}
