/** Words that may be misspelt: Latin letters only, and long enough to tell. */
export const spelt = /^[a-z]{4,30}$/;

/** How many slips of the fingers are forgiven: one in a short word, two in a long one. */
export const slipsIn = (word: string): number => (word.length < 8 ? 1 : 2);

/**
 * Slips between two words: a letter left out, added, another one, or two neighbours changed about (Damerau–Levenshtein, optimal
 * string alignment); more than `most` is not counted further.
 */
export function slipsBetween(one: string, other: string, most: number): number {
	if (Math.abs(one.length - other.length) > most) return most + 1;
	let before: number[] = [];
	let above = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (let row = 1; row <= one.length; row++) {
		const now = [row];
		let least = row;
		for (let column = 1; column <= other.length; column++) {
			const same = one[row - 1] === other[column - 1];
			let slips = Math.min(
				(above[column] ?? 0) + 1,
				(now[column - 1] ?? 0) + 1,
				(above[column - 1] ?? 0) + (same ? 0 : 1),
			);
			const turned = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
			if (turned) slips = Math.min(slips, (before[column - 2] ?? 0) + 1);
			now.push(slips);
			least = Math.min(least, slips);
		}
		if (least > most) return most + 1;
		[before, above] = [above, now];
	}
	return above[other.length] ?? most + 1;
}

/** The word of the house that was probably meant: the fewest slips, then the most frequent; null: none is near. */
export function nearestWord(typed: string, known: readonly { word: string; seen: number }[]): string | null {
	const most = slipsIn(typed);
	const near = known
		.map(({ word, seen }) => ({ word, seen, slips: slipsBetween(typed, word, most) }))
		.filter(({ slips }) => slips > 0 && slips <= most)
		.sort((one, other) => one.slips - other.slips || other.seen - one.seen || (one.word < other.word ? -1 : 1));
	return near[0]?.word ?? null;
}
