/** How far a time zone's clocks are from UTC at a moment, in milliseconds. */
function offsetAt(moment: number, timeZone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
	}).formatToParts(moment);
	const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
	const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
	return shown - Math.floor(moment / 1000) * 1000;
}

/**
 * The moment that a clock in a time zone shows, as a form's field has it (`2026-11-26T18:30`); null when it is no time.
 * An hour that the clocks skip in spring is the one after; of one that they show twice in autumn, the first.
 */
export function zonedTime(text: string, timeZone: string): Date | null {
	const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?$/.exec(text);
	if (!found) return null;
	const [year, month, day, hour, minute] = found.slice(1).map(Number) as [number, number, number, number, number];
	const shown = Date.UTC(year, month - 1, day, hour, minute);
	const read = new Date(shown);
	if (read.getUTCMonth() !== month - 1 || read.getUTCDate() !== day || hour > 23 || minute > 59) return null;
	// The clocks a day before and after know both offsets that can be meant.
	const [early, late] = [offsetAt(shown - 86_400_000, timeZone), offsetAt(shown + 86_400_000, timeZone)];
	const first = shown - Math.max(early, late);
	const second = shown - Math.min(early, late);
	for (const moment of [first, second]) if (moment + offsetAt(moment, timeZone) === shown) return new Date(moment);
	return new Date(shown - early);
}

/** What the clocks of a time zone show at a moment, as a form's field has it. */
export const localTime = (moment: Date, timeZone: string): string =>
	new Date(moment.getTime() + offsetAt(moment.getTime(), timeZone)).toISOString().slice(0, 16);
