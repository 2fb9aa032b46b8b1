const day = 86_400_000;

/** The day in California, by which Google counts. */
export const pacificDay = (time: Date): string =>
	new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' }).format(time);

/** The day some days before (or after, below zero) another, as `2026-11-26`. */
export const daysBefore = (date: string, days: number): string =>
	new Date(Date.parse(`${date}T00:00:00Z`) - days * day).toISOString().slice(0, 10);

/** Every day from one to another, both included. */
export function daysBetween(first: string, last: string): string[] {
	const days: string[] = [];
	for (let one = first; one <= last; one = daysBefore(one, -1)) days.push(one);
	return days;
}
