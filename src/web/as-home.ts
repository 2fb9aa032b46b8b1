import { starsText } from '#community/stars-text.ts';
import { starterOf } from '#community/thread-row.ts';
import type { ArticleCard, SeriesCard } from '#content/article.ts';
import type { Locale } from '#platform/language/locale.ts';
import { dayText, timeText } from '#platform/language/time-text.ts';
import { shownPicture } from '#media/picture.ts';
import type { ShownProduct } from '#commerce/product.ts';
import { money } from '#commerce/ui/money.ts';
import type { HomeArticle, HomeProduct, HomeSeries, HomeThread } from '#ui/home.ts';
import type { Photo } from '#ui/photo.ts';
import { siteText } from '#site/messages/index.ts';
import type { Brand } from '#site/brand.ts';

type Cover = ArticleCard['cover'];

/** A stored picture as the components show it. */
export const photoOf = (cover: Cover): Photo | null => (cover ? { ...shownPicture(cover), alt: cover.alt } : null);

/** Articles as a list or a home page shows them, every text ready to be read. */
export function storiesOf(articles: readonly ArticleCard[], brand: Brand, locale: Locale): HomeArticle[] {
	const say = siteText(locale);
	return articles.map((article) => ({
		href: article.path,
		title: article.title,
		excerpt: article.excerpt,
		picture: photoOf(article.cover),
		date: article.published?.toISOString() ?? '',
		dateText: article.published ? dayText(article.published, locale, brand.timeZone) : '',
		author: article.author.name,
		commentText: article.comments ? say('articles.comments', { count: article.comments }) : '',
	}));
}

/** Products as a list or a home page shows them. */
export const goodsOf = (products: readonly ShownProduct[], locale: Locale): HomeProduct[] =>
	products.map(({ path, name, price, currency, picture, stars }) => ({
		href: path,
		title: name,
		picture: photoOf(picture),
		priceText: price === null ? '' : money(locale, price, currency),
		starsText: starsText(stars, locale),
	}));

/** Series as a home page shows them. */
export function seriesOf(series: readonly SeriesCard[], locale: Locale): HomeSeries[] {
	const say = siteText(locale);
	return series.map(({ path, title, description, articles, cover }) => ({
		href: path,
		title,
		text: description,
		countText: say('home.series.count', { count: articles }),
		picture: photoOf(cover),
	}));
}

/** A thread as lists carry it. */
export interface ListedThread {
	path: string;
	title: string;
	author: { name: string } | null;
	/** Somebody began it who did not want to be named. */
	nameless: boolean;
	comment_count?: number;
	comments?: number;
	last_commented?: Date | null;
	opened: Date;
	category: { name: string } | null;
}

/** Threads as a home page shows them. */
export function talksOf(threads: readonly ListedThread[], brand: Brand, locale: Locale): HomeThread[] {
	const say = siteText(locale);
	return threads.map((thread) => {
		const time = thread.last_commented ?? thread.opened;
		return {
			href: thread.path,
			title: thread.title,
			author: starterOf(thread, locale, brand.name),
			replyText: say('articles.comments', { count: thread.comment_count ?? thread.comments ?? 0 }),
			time: time.toISOString(),
			timeText: timeText(time, locale, brand.timeZone),
			category: thread.category?.name ?? '',
		};
	});
}
