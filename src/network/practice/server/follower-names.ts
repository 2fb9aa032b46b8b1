import names from '#network/practice/names.json' with { type: 'json' };

const { family, given } = names;
const all = family.length * given.length;

/** How many followers a page can have at most: every name is borne once. */
export const mostFollowers = all;

/** Invented names, always the same ones in the same order, none twice. */
export function followerNames(count: number): string[] {
	return Array.from({ length: Math.min(count, all) }, (_, index) => {
		// 37 and the number of names have no common divisor, so every pair comes once and neighbours differ.
		const pair = (index * 37) % all;
		return `${family[pair % family.length]}${given[Math.floor(pair / family.length)]}`;
	});
}
