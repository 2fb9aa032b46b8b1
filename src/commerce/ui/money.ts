import type { Locale } from '#platform/language/locale.ts';

/** Currencies that people use without decimals, though ISO 4217 gives some of them two. */
const whole = new Set(['TWD', 'JPY', 'KRW', 'VND', 'IDR', 'HUF', 'CLP', 'ISK', 'PYG', 'UGX', 'XAF', 'XOF', 'XPF']);

/** How many decimals an amount of this currency has here. */
export const decimals = (currency: string): number => (whole.has(currency) ? 0 : 2);

/** An amount in the smallest unit in use, as people write it: `NT$1,280`. */
export function money(locale: Locale, amount: number, currency: string): string {
	const places = decimals(currency);
	const text = new Intl.NumberFormat(locale, {
		style: 'currency',
		currency,
		minimumFractionDigits: places,
		maximumFractionDigits: places,
	}).format(amount / 10 ** places);
	// In Taiwan's own locale the dollar is written bare; beside other currencies it is told apart.
	return currency === 'TWD' ? text.replace(/^(-?)\$/, '$1NT$$') : text;
}
