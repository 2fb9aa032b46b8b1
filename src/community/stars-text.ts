import type { Locale } from '#platform/language/locale.ts';
import { communityText } from '#community/messages/index.ts';
import { meanStars, ratings, starSigns, type GivenStars, type StarCounts } from '#community/stars.ts';

/** "★ 4.3（12 人評分）"; empty where nobody gave stars. */
export function starsText(counts: StarCounts | null, locale: Locale): string {
	const mean = counts && meanStars(counts);
	return counts && mean !== null
		? `★ ${communityText(locale)('stars.mean', { mean: meanText(mean, locale), count: ratings(counts) })}`
		: '';
}

/** A mean always with its one decimal. */
export const meanText = (mean: number, locale: Locale): string =>
	new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(mean);

/** What a comment gives, in words for where it is read without its page: "★★☆☆☆ 2 顆星 · 免費獲得商品". */
export function givenText({ stars, disclosed }: Pick<GivenStars, 'stars' | 'disclosed'>, locale: Locale): string {
	const say = communityText(locale);
	const got = disclosed === 'nothing' ? '' : ` · ${say(`stars.disclosed.${disclosed}`)}`;
	return `${starSigns(stars)} ${say('stars.of', { stars })}${got}`;
}
