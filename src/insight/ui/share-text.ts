import { fewest, wilson } from '#insight/interval.ts';
import { insightText } from '#insight/messages/index.ts';
import type { Locale } from '#platform/language/locale.ts';

/**
 * How large a part is, in words: "6.3 %, likely 3 % to 12 %" (Wilson, 95 %), or "3 of 20" where there are too few to
 * tell a percentage. Empty when it is no part of anything.
 */
export function shareText(locale: Locale, hits: number, trials: number): string {
	const found = wilson(hits, trials);
	if (!found) return '';
	const t = insightText(locale);
	const number = new Intl.NumberFormat(locale);
	if (trials < fewest) return t('share.few', { hits: number.format(hits), trials: number.format(trials) });
	const percent = (part: number, digits: number): string =>
		new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(part);
	const digits = found.high < 0.1 ? 1 : 0;
	return t('share.likely', {
		share: percent(found.share, 1),
		low: percent(found.low, digits),
		high: percent(found.high, digits),
	});
}
