/** How fast mail may go out. */
export interface Pace {
	per_second: number | null;
	per_hour: number | null;
}

/** Milliseconds between two mails; 0: none. */
export const interval = ({ per_second, per_hour }: Pace): number =>
	Math.max(per_second ? 1_000 / per_second : 0, per_hour ? 3_600_000 / per_hour : 0);

/** At most this much is caught up on at once, in milliseconds. */
const caughtUp = 200;

/**
 * How many mails may be taken now when mails were allowed until `next` (milliseconds of any clock). A pause is not caught
 * up on, beyond a moment.
 */
export function allowed(between: number, next: number, now: number, most: number): { count: number; next: number } {
	if (!between) return { count: most, next: now };
	const from = Math.max(next, now - Math.max(between, caughtUp));
	const count = Math.max(0, Math.min(most, Math.floor((now - from) / between)));
	return { count, next: from + count * between };
}
