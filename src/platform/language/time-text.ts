import type { Locale } from '#platform/language/locale.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(
	locale: Locale,
	timeZone: string,
	name: string,
	options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
	const key = `${locale} ${timeZone} ${name}`;
	let made = formats.get(key);
	if (!made) formats.set(key, (made = new Intl.DateTimeFormat(locale, { timeZone, ...options })));
	return made;
}

/** A day as people write it: 2026年11月23日, 23 November 2026. */
export const dayText = (time: Date, locale: Locale, timeZone: string): string =>
	format(locale, timeZone, 'day', { dateStyle: 'long' }).format(time);

/** A day and a time of day: 2026年11月23日 下午3:05. */
export const timeText = (time: Date, locale: Locale, timeZone: string): string =>
	format(locale, timeZone, 'time', {
		year: 'numeric',
		month: 'short',
		day: 'numeric',
		hour: 'numeric',
		minute: '2-digit',
	}).format(time);

/** How long ago, in the largest unit that fits: 3 分鐘前. For pages that are made at each request; it grows stale elsewhere. */
export function agoText(time: Date, now: Date, locale: Locale): string {
	const seconds = Math.round((time.getTime() - now.getTime()) / 1000);
	const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
	for (const [unit, size] of [
		['day', 86_400],
		['hour', 3600],
		['minute', 60],
	] as const) {
		if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
	}
	return words.format(Math.min(0, seconds), 'second');
}

/** An amount of money in whole units as the locale writes it: NT$1,280. */
export function moneyText(amount: number, currency: string, locale: Locale): string {
	const digits = currency === 'TWD' || currency === 'JPY' ? 0 : 2;
	const text = new Intl.NumberFormat(locale, {
		style: 'currency',
		currency,
		minimumFractionDigits: Number.isInteger(amount) ? 0 : digits,
		maximumFractionDigits: digits,
	}).format(amount);
	// Taiwan writes NT$ also at home, where `$` alone may be any dollar.
	return currency === 'TWD' ? text.replace(/^(-?)(?:NT)?\$/, '$1NT$') : text;
}
