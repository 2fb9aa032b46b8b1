import type { Locale } from '#platform/language/locale.ts';
import { dayText, timeText } from '#platform/language/time-text.ts';

/** From when to when, as people say it: 2026年12月6日 週日 下午2:00至4:00; over several days both ends in full. */
export function periodText({ begins, ends }: { begins: Date; ends: Date }, locale: Locale, timeZone: string): string {
	const day = dayText(begins, locale, timeZone);
	if (day !== dayText(ends, locale, timeZone))
		return `${timeText(begins, locale, timeZone)} – ${timeText(ends, locale, timeZone)}`;
	const weekday = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short' }).format(begins);
	const hours = new Intl.DateTimeFormat(locale, { timeZone, hour: 'numeric', minute: '2-digit' }).formatRange(
		begins,
		ends,
	);
	return locale === 'en' ? `${weekday}, ${day}, ${hours}` : `${day} ${weekday} ${hours}`;
}
