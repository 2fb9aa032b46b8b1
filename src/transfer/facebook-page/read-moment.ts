import { zonedTime } from '#platform/language/zoned-time.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const clock =
	/(上午|下午|凌晨|清晨|早上|中午|晚上)?\s*(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]\.?m\.?|上午|下午|凌晨|清晨|早上|中午|晚上)?/i;

/**
 * The moment that the HTML of a download writes, in the zone whose clocks it means; null where it is none. Month, day
 * and year in the order of the account's language, then a clock: `Jun 26, 2026 9:05:20 am`, `26 Jun 2026, 21:05`,
 * `6月 26, 2026 9:05:20 下午`, `2026年6月26日 下午9:05`.
 */
export function readMoment(text: string, timeZone: string): Date | null {
	if (text.length > 60) return null;
	const time = clock.exec(text);
	if (!time) return null;
	const date = text.slice(0, time.index);
	const year = /(?<!\d)(\d{4})(?!\d)/.exec(date)?.[1];
	const month = monthOf(date);
	const day = /(?<!\d)(\d{1,2})(?!\d|\s*月)/.exec(date.replace(/\d{4}/, ' '))?.[1];
	if (!year || !month || !day) return null;
	const [, before, hours = '', minutes = '', seconds = '0', after] = time;
	const two = (value: number | string): string => String(value).padStart(2, '0');
	const hour = hourOf(Number(hours), (before ?? after ?? '').toLowerCase());
	const shown = zonedTime(`${year}-${two(month)}-${two(day)}T${two(hour)}:${minutes}`, timeZone);
	return shown && new Date(shown.getTime() + Number(seconds) * 1000);
}

function monthOf(date: string): number {
	const numbered = /(\d{1,2})\s*月/.exec(date);
	if (numbered) return Number(numbered[1]);
	const words = date.match(/[a-z]{3,}/gi) ?? [];
	return words.map((word) => months.indexOf(word.slice(0, 3).toLowerCase()) + 1).find(Boolean) ?? 0;
}

/** Twelve o'clock at night is 0, at noon 12; without a half of the day the hour is that of a whole one. */
function hourOf(hour: number, half: string): number {
	if (!half) return hour;
	const late = /^(?:p|下午|晚上|中午)/.test(half);
	return late ? (hour % 12) + 12 : hour % 12;
}
