import type { Locale } from '#platform/language/locale.ts';

/** An average place among results, with one digit behind the point: 4.2. A dash where there was no result. */
export const placeText = (position: number, locale: Locale): string =>
	position > 0
		? new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(position)
		: '–';
