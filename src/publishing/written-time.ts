import { zonedTime } from '#platform/language/zoned-time.ts';

/** Words for the next place in an account's week, and for no time at all. */
const slotWords = /^(?:slot|next slot|queue|下一個固定時段|固定時段|排隊)$/i;

/**
 * A time as people and spreadsheets write one: `2026-12-01 09:30`, `2026/12/1 9:30`, `2026年12月1日 09:30`, or with an offset as in RFC
 * 3339. Without an offset it is by the clocks of `timeZone`. Days before months or months before days are not guessed at.
 */
export function readWrittenTime(text: string, timeZone: string): Date | 'none' | 'slot' | 'wrong' {
	const plain = text.normalize('NFKC').trim();
	if (!plain) return 'none';
	if (slotWords.test(plain)) return 'slot';
	if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/i.test(plain)) {
		const moment = new Date(plain.replace(' ', 'T'));
		return Number.isNaN(moment.getTime()) ? 'wrong' : moment;
	}
	const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[T ]*(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(plain);
	if (!found) return 'wrong';
	const [year = '', month = '', day = '', hour = '', minute = ''] = found.slice(1);
	const two = (number: string): string => number.padStart(2, '0');
	return zonedTime(`${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}`, timeZone) ?? 'wrong';
}
