import type { Locale } from '#platform/language/locale.ts';

/** From when to when, as people say it: what both ends share is said once. */
export function periodText({ begins, ends }: { begins: Date; ends: Date }, locale: Locale, timeZone: string): string {
	return new Intl.DateTimeFormat(locale, {
		timeZone,
		year: 'numeric',
		month: 'long',
		day: 'numeric',
		weekday: 'short',
		hour: 'numeric',
		minute: '2-digit',
	}).formatRange(begins, ends);
}
