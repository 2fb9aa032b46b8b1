import type { Locale } from '#platform/language/locale.ts';
import { transferText } from '#transfer/messages/index.ts';

/** What an export holds, in one line: `文章 12、頁面 3`. */
export function countText(locale: Locale, counts: Record<string, number>): string {
	const say = transferText(locale);
	const number = new Intl.NumberFormat(locale);
	const parts = Object.entries(counts).map(([kind, count]) =>
		say('report.part', { what: say(`export.${kind}` as 'export.articles'), count: number.format(count) }),
	);
	return new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(parts);
}
