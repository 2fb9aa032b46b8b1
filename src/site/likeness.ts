/** Pairs of neighbouring characters, with the edges as a character of their own. */
function pairsOf(text: string): Set<string> {
	const characters = ['^', ...text.normalize('NFKC').toLowerCase(), '$'];
	return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}

/**
 * How alike two short texts are, from 0 to 1: the share of character pairs that they have in common (Dice's coefficient).
 * Made here, since it must work on Chinese, where a word is a pair.
 */
export function likeness(one: string, other: string): number {
	const [pairs, others] = [pairsOf(one), pairsOf(other)];
	let common = 0;
	for (const pair of pairs) if (others.has(pair)) common++;
	return (2 * common) / (pairs.size + others.size);
}
