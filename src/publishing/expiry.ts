/** Days before the end of a connection at which a person is told, first to last. */
export const warningDays = [14, 7, 1] as const;

/** Whole days until then, rounded up; 0 when it is over. */
export const daysLeft = (expires: Date, now: Date): number =>
	Math.max(0, Math.ceil((expires.getTime() - now.getTime()) / 86_400_000));
