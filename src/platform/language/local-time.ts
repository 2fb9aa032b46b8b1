const shape = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;

/** A time as a `datetime-local` field shows it in a time zone: `2026-11-26T09:30`. */
export function localText(time: Date, timeZone: string): string {
	const parts = new Intl.DateTimeFormat('en-CA', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
	}).formatToParts(time);
	const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
	return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/**
 * The time that a `datetime-local` field means in a time zone; null when it is no time. An hour that a change to summer
 * time leaves out is taken as the hour after it.
 */
export function fromLocalText(text: string, timeZone: string): Date | null {
	const found = shape.exec(text);
	if (!found) return null;
	const [year, month, day, hour, minute] = found.slice(1).map(Number) as [number, number, number, number, number];
	const wanted = Date.UTC(year, month - 1, day, hour, minute);
	if (new Date(wanted).toISOString().slice(0, 16) !== text) return null;
	// The zone's distance from UTC at a time near the wanted one, then at the time that this gives.
	let time = wanted;
	for (let round = 0; round < 2; round++) {
		const shown = Date.parse(`${localText(new Date(time), timeZone)}:00Z`);
		time += wanted - shown;
	}
	return new Date(time);
}
