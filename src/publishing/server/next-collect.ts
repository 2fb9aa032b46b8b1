const minute = 60_000;
const day = 24 * 60 * minute;

/** How often a post of this age is looked at, in milliseconds: people answer a fresh post, hardly ever an old one. */
const cadence: readonly (readonly [age: number, pause: number])[] = [
	[60 * minute, minute],
	[day, 5 * minute],
	[7 * day, 60 * minute],
	[60 * day, day],
];

/** When to look at a post again; null once nobody answers it any more. */
export function nextCollect(published: Date, now: Date): Date | null {
	const age = now.getTime() - published.getTime();
	const pause = cadence.find(([until]) => age < until)?.[1];
	return pause === undefined ? null : new Date(now.getTime() + pause);
}
