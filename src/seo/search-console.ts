/** Why Search Console did not answer as asked. */
export type SearchTrouble = 'revoked' | 'forbidden' | 'property' | 'quota' | 'unreachable';

/** Figures of a page, a query or a site over some days. `position` is the average place among results; 1 is the first. */
export interface SearchFigures {
	clicks: number;
	impressions: number;
	position: number;
}

/** What there is to compare: the same thing in the last days and in as many before them. */
export interface ComparedFigures {
	now: SearchFigures;
	before: SearchFigures;
}

/** Days that are compared with as many before. */
export const comparedDays = 28;

/** Why a page has fewer clicks: it stands lower, it is looked for less, or it is seen and not clicked. */
export type LossReason = 'lower' | 'rarer' | 'unclicked';

/** Fewer clicks before than this say nothing. */
const fewestClicks = 10;

/**
 * Whether a page loses ground, and why; null: it does not, or there is too little to tell. A third fewer clicks, and more
 * fewer than chance brings: counts of rare things vary by their square root, so a difference beyond twice the root of
 * their sum is no accident (Poisson, 95 %).
 */
export function lossOf({ now, before }: ComparedFigures): LossReason | null {
	const lost = before.clicks - now.clicks;
	if (before.clicks < fewestClicks || lost < before.clicks / 3) return null;
	if (lost <= 2 * Math.sqrt(before.clicks + now.clicks)) return null;
	if (now.impressions > 0 && now.position - before.position >= 1) return 'lower';
	return now.impressions < before.impressions * 0.8 ? 'rarer' : 'unclicked';
}
