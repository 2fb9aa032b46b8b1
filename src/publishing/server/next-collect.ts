const minute = 60_000;
const day = 24 * 60 * minute;

/**
 * How often we look under a post by ourselves, by how long nothing was said there, in milliseconds: while people talk, every few minutes;
 * after a week of silence ten times seldom, after a month once a day. A network that calls us is heard at once besides.
 */
const cadence: readonly (readonly [silence: number, pause: number])[] = [
	[60 * minute, 5 * minute],
	[7 * day, 30 * minute],
	[30 * day, 300 * minute],
	[60 * day, day],
];

/** When to look at a post again, of which something was last said then; null once nobody answers it any more. */
export function nextCollect(said: Date, now: Date): Date | null {
	const silence = now.getTime() - said.getTime();
	const pause = cadence.find(([until]) => silence < until)?.[1];
	return pause === undefined ? null : new Date(now.getTime() + pause);
}

/** How long looking waits where a network asks to be asked less and does not say until when, in milliseconds. */
export const askedLess = day;
/** The same after any other failure. */
export const afterFailure = 5 * minute;
