/** A share with its Wilson score interval; fractions between 0 and 1. */
export interface Share {
	share: number;
	low: number;
	high: number;
}

/** 97.5 % point of the normal distribution: both sides together leave 5 %. */
const z = 1.959963984540054;

/** Below this many trials no percentage is told, only "3 of 20". */
export const fewest = 30;

/**
 * The Wilson score interval (95 %) of `hits` among `trials` (E. B. Wilson 1927). It stays inside 0 to 1 and is right for
 * small numbers. Null without trials, or when there are more hits than trials: then it is no share.
 */
export function wilson(hits: number, trials: number): Share | null {
	if (!(trials > 0) || hits < 0 || hits > trials) return null;
	const share = hits / trials;
	const square = z * z;
	const scale = 1 + square / trials;
	const centre = (share + square / (2 * trials)) / scale;
	const half = (z * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials * trials))) / scale;
	return {
		share,
		low: hits === 0 ? 0 : Math.max(0, centre - half),
		high: hits === trials ? 1 : Math.min(1, centre + half),
	};
}
