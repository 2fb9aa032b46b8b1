/** What a review gives, fewest and most. */
export const starScale = [1, 2, 3, 4, 5] as const;
export type Stars = (typeof starScale)[number];

/**
 * What somebody got for saying what they make of something; whoever gives stars says so, and it stands beside them (薦證廣告之規範說明:
 * what readers would not expect is disclosed). `paid`: money, or they work with the brand.
 */
export const disclosures = ['nothing', 'sample', 'discount', 'paid'] as const;
export type Disclosure = (typeof disclosures)[number];

/** Stars as a comment shows them. */
export interface GivenStars {
	stars: Stars;
	disclosed: Disclosure;
	/** The house's own orders say that its author bought it, and kept it. */
	bought: boolean;
}

/** How many gave one star, two, … five. Whoever was paid is not among them. */
export type StarCounts = readonly number[];

export const noStars: StarCounts = [0, 0, 0, 0, 0];

/** How many gave stars. */
export const ratings = (counts: StarCounts): number => counts.reduce((sum, count) => sum + count, 0);

/** The mean to one decimal, as it is shown everywhere; null where nobody gave stars. */
export function meanStars(counts: StarCounts): number | null {
	const count = ratings(counts);
	const sum = counts.reduce((total, given, place) => total + given * (place + 1), 0);
	return count ? Math.round((sum / count) * 10) / 10 : null;
}

/** Five signs, so many of them full. */
export const starSigns = (stars: number): string => '★'.repeat(Math.round(stars)).padEnd(5, '☆');

/** Narrows the reviews of a thread to those of so many stars. */
export const starsQuery = 'stars';
