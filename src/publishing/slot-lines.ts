import type { Slot } from '#publishing/next-slot.ts';

const weekdays = ['一1mon', '二2tue', '三3wed', '四4thu', '五5fri', '六6sat', '日天7sun'];
const line = /^(?:週|周|星期|禮拜)?\s*([一二三四五六日天1-7]|mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?[\s:：,，]+(.+)$/iu;

/** Places in a week as they are written, a weekday and its times on each line; null when a line is not clear. */
export function readSlots(text: string): Slot[] | null {
	const slots: Slot[] = [];
	for (const written of text.normalize('NFKC').split('\n')) {
		if (!written.trim()) continue;
		const [, day = '', times = ''] = line.exec(written.trim()) ?? [];
		const weekday = weekdays.findIndex((names) => day !== '' && names.includes(day.toLowerCase())) + 1;
		const found = times.split(/[\s,，、]+/u).filter(Boolean);
		if (!weekday || !found.length) return null;
		for (const time of found) {
			const at = /^(\d{1,2}):(\d{2})$/.exec(time);
			if (!at || Number(at[1]) > 23 || Number(at[2]) > 59) return null;
			slots.push({ weekday, at: `${(at[1] as string).padStart(2, '0')}:${at[2]}` });
		}
	}
	return slots;
}

/** The same, written with these names of the days, Monday first. */
export const writeSlots = (slots: readonly Slot[], names: readonly string[]): string =>
	names
		.flatMap((name, index) => {
			const times = slots.filter(({ weekday }) => weekday === index + 1).map(({ at }) => at);
			return times.length ? [`${name} ${times.sort().join(' ')}`] : [];
		})
		.join('\n');
