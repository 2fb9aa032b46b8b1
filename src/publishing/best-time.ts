import { localTime } from '#platform/language/zoned-time.ts';
import { weekdayOf } from '#publishing/next-slot.ts';

/** Posts that have to be there before anything is said, and in a time of day before that one is named. */
export const leastPosts = 20;
const leastInBucket = 5;
/** Hours that are taken together. */
const span = 3;

/** A post as it counts here. */
export interface CountedPost {
	published: Date;
	/** How often its own link was followed in its first three days. */
	clicks: number;
}

/** A time of day on workdays or at weekends. */
export interface TimeOfDay {
	days: 'workday' | 'weekend';
	/** First hour and the one after the last, by the clocks of the site. */
	from: number;
	to: number;
	posts: number;
	/** The clicks of the post in the middle. */
	median: number;
	/** Unlikely to be chance: with equal times, a difference like this would be seen in less than one case of twenty. */
	sure: boolean;
}

/** When posts of an account were followed most; or how many posts are there, when these are too few to say. */
export type BestTime = { posts: number; best: TimeOfDay[] } | { posts: number; best: null; needed: number };

/** The times of day whose posts were followed most, best first, three at most. Pure. */
export function bestTimes(posts: readonly CountedPost[], timeZone: string): BestTime {
	const groups = Map.groupBy(posts, ({ published }) => {
		const local = localTime(published, timeZone);
		const days = weekdayOf(local.slice(0, 10)) > 5 ? 'weekend' : 'workday';
		return `${days} ${Math.floor(Number(local.slice(11, 13)) / span) * span}`;
	});
	const enough = [...groups].filter(([, group]) => group.length >= leastInBucket);
	// With one time of day there is nothing to compare.
	if (posts.length < leastPosts || enough.length < 2)
		return { posts: posts.length, best: null, needed: Math.max(leastPosts, posts.length + 1) };
	const best = enough
		.map(([name, group]): TimeOfDay & { mean: number } => {
			const [days, from] = name.split(' ') as ['workday' | 'weekend', string];
			const own = group.map(({ clicks }) => clicks);
			const others = posts.filter((post) => !group.includes(post)).map(({ clicks }) => clicks);
			return {
				days,
				from: Number(from),
				to: Number(from) + span,
				posts: group.length,
				median: median(own),
				sure: isHigher(own, others),
				mean: own.reduce((sum, one) => sum + one, 0) / own.length,
			};
		})
		.sort((one, other) => other.median - one.median || other.mean - one.mean)
		.slice(0, 3)
		.map(({ mean: _mean, ...rest }) => rest);
	return { posts: posts.length, best };
}

function median(numbers: readonly number[]): number {
	const sorted = numbers.toSorted((one, other) => one - other);
	const middle = sorted.length >> 1;
	return sorted.length % 2
		? (sorted[middle] as number)
		: ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** Mann and Whitney's test by its normal approximation with ties, two-sided at one in twenty; true when the first are the higher ones. */
function isHigher(own: readonly number[], others: readonly number[]): boolean {
	const all = [...own.map((value) => ({ value, own: true })), ...others.map((value) => ({ value, own: false }))];
	all.sort((one, other) => one.value - other.value);
	let [ranks, ties] = [0, 0];
	for (let start = 0; start < all.length;) {
		let end = start;
		while (end < all.length && all[end]?.value === all[start]?.value) end++;
		const count = end - start;
		const rank = (start + 1 + end) / 2;
		ranks += rank * all.slice(start, end).filter((one) => one.own).length;
		ties += count ** 3 - count;
		start = end;
	}
	const [n, m] = [own.length, others.length];
	const total = n + m;
	const u = ranks - (n * (n + 1)) / 2;
	const spread = Math.sqrt(((n * m) / 12) * (total + 1 - ties / (total * (total - 1))));
	return spread > 0 && (u - (n * m) / 2 - 0.5) / spread > 1.96;
}
