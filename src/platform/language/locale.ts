/** Languages of the interface; the first is the original. */
export const locales = ['zh-TW', 'en'] as const;
export type Locale = (typeof locales)[number];

/** The interface language that fits a BCP 47 tag or Accept-Language header best, or null. */
export function matchLocale(wanted: string | null | undefined): Locale | null {
	for (const part of (wanted ?? '').split(',')) {
		const tag = part.split(';')[0]?.trim().toLowerCase() ?? '';
		if (tag.startsWith('zh')) return 'zh-TW';
		if (tag.startsWith('en')) return 'en';
	}
	return null;
}
