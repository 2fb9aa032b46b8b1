import { localTime, zonedTime } from '#platform/language/zoned-time.ts';

/** When a member is left in peace. Minutes of the day; the end may be on the next day. */
export interface Quiet {
	from: number;
	until: number;
}

/** Nights, for whoever chose nothing: 22:00 to 8:00. */
export const customaryQuiet: Quiet = { from: 22 * 60, until: 8 * 60 };

const dayLong = 86_400_000;

/** The quiet hours of a member as their row says them; `customary`: they chose none. Null: at any time. */
export const quietFor = (row: {
	customary: boolean;
	quiet_from: number | null;
	quiet_until: number | null;
}): Quiet | null => {
	if (row.customary) return customaryQuiet;
	return row.quiet_from === null || row.quiet_until === null ? null : { from: row.quiet_from, until: row.quiet_until };
};

/** When the quiet hours that this moment lies in are over, by the clocks of a time zone; null: it lies in none. */
export function quietUntil(now: Date, timeZone: string, quiet: Quiet | null): Date | null {
	if (!quiet || quiet.from === quiet.until) return null;
	const { from, until } = quiet;
	const shown = localTime(now, timeZone);
	const minutes = Number(shown.slice(11, 13)) * 60 + Number(shown.slice(14, 16));
	const within = from < until ? minutes >= from && minutes < until : minutes >= from || minutes < until;
	if (!within) return null;
	const today = Date.parse(`${shown.slice(0, 10)}T00:00:00Z`);
	const day = new Date(minutes < until ? today : today + dayLong).toISOString().slice(0, 10);
	const end = zonedTime(`${day}T${clockText(until)}`, timeZone);
	// In the autumn night in which an hour comes twice, the end that the clocks show may be behind us.
	return end && end > now ? end : new Date(now.getTime() + ((until - minutes + 1440) % 1440) * 60_000);
}

/** Minutes of the day as a clock shows them: `08:00`. */
export const clockText = (minutes: number): string =>
	`${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** What a `time` field says, in minutes of the day; null when it is no time. */
export function clockMinutes(text: string): number | null {
	const found = /^([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?$/.exec(text);
	return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}
