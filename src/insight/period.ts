/** Periods to choose from, in days. */
export const periods = [7, 28, 90] as const;

/** The chosen period: the last `days` days, today included. `today` is a day of the site (`2026-11-24`). */
export function periodOf(asked: string | null, today: string): { days: number; from: string; to: string } {
	const days = periods.find((one) => String(one) === asked) ?? 28;
	const from = new Date(Date.parse(today) - (days - 1) * 86_400_000).toISOString().slice(0, 10);
	return { days, from, to: today };
}
