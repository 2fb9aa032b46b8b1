/**
 * The days on which Taiwan rests or celebrates, by rule and not by list, so that they never run out. Days off: the law on
 * memorial days and festivals (紀念日及節日實施條例, 2025). Days of the lunar year come from the calendar of the runtime. Which
 * weekday stands in for one that falls on a weekend is decided each year and is not told here.
 */
export type Holiday =
	| 'new-year'
	| 'little-eve'
	| 'lunar-eve'
	| 'lunar-new-year'
	| 'lantern'
	| 'peace'
	| 'children'
	| 'tomb'
	| 'labour'
	| 'mothers'
	| 'dragon-boat'
	| 'fathers'
	| 'lovers'
	| 'ghosts'
	| 'moon'
	| 'teachers'
	| 'national'
	| 'retrocession'
	| 'constitution';

const fixed: Record<string, Holiday> = {
	'01-01': 'new-year',
	'02-28': 'peace',
	'04-04': 'children',
	'05-01': 'labour',
	'08-08': 'fathers',
	'09-28': 'teachers',
	'10-10': 'national',
	'10-25': 'retrocession',
	'12-25': 'constitution',
};
/** Month and day of the lunar year. */
const lunar: Record<string, Holiday> = {
	'1-1': 'lunar-new-year',
	'1-2': 'lunar-new-year',
	'1-3': 'lunar-new-year',
	'1-15': 'lantern',
	'5-5': 'dragon-boat',
	'7-7': 'lovers',
	'7-15': 'ghosts',
	'8-15': 'moon',
};
const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });
const dayLong = 86_400_000;

/**
 * Months whose moon is new within minutes of midnight: there the runtime is a day off. Checked against the calendars of the
 * authorities as far as they are published, and New Year to 2035.
 */
const corrected = [
	{ from: '2027-02-06', to: '2027-03-07', by: 1 },
	{ from: '2030-02-02', to: '2030-03-03', by: -1 },
] as const;

/** `8-15`; a leap month has a word behind its number and so is no month of the table. */
function lunarDay(time: number): string {
	const day = new Date(time).toISOString().slice(0, 10);
	const off = corrected.find(({ from, to }) => from <= day && day <= to)?.by ?? 0;
	const parts = chinese.formatToParts(time + off * dayLong);
	const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
	return `${part('month')}-${part('day')}`;
}

/** The day of April on which the sun reaches 15°: the common formula, right for this century. */
const tombDay = (year: number): number => Math.floor((year % 100) * 0.2422 + 4.81) - Math.floor((year % 100) / 4);

/** What a day (`2026-02-17`) is in Taiwan. */
export function holidaysOf(day: string): Holiday[] {
	const time = Date.parse(`${day}T00:00:00Z`);
	const date = new Date(time);
	const found: Holiday[] = [];
	const solar = fixed[day.slice(5)];
	if (solar) found.push(solar);
	if (date.getUTCMonth() === 3 && date.getUTCDate() === tombDay(date.getUTCFullYear())) found.push('tomb');
	const second = date.getUTCDate() >= 8 && date.getUTCDate() <= 14;
	if (date.getUTCMonth() === 4 && date.getUTCDay() === 0 && second) found.push('mothers');
	const moon = lunar[lunarDay(time)];
	if (moon) found.push(moon);
	if (lunarDay(time + dayLong) === '1-1') found.push('lunar-eve');
	if (lunarDay(time + 2 * dayLong) === '1-1') found.push('little-eve');
	return found;
}
