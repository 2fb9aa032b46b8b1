import type { Ctx } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';
import { listCategories, listThreads } from '#community/server/index.ts';
import { listArticles, listShownSeries } from '#content/server/index.ts';
import type { Brand } from '#site/brand.ts';
import { seriesOf, storiesOf, talksOf } from '#web/as-home.ts';

/** What a home page shows, in every layout. */
export async function homePage(ctx: Ctx, brand: Brand, locale: Locale) {
	const [articles, threads, series, categories] = await Promise.all([
		listArticles(ctx, { limit: 8 }),
		listThreads(ctx, { limit: 10 }),
		listShownSeries(ctx, { limit: 4 }),
		listCategories(ctx),
	]);
	return {
		articles: storiesOf(articles.items, brand, locale),
		threads: talksOf(threads.items, brand, locale),
		series: seriesOf(series, locale),
		topics: categories.slice(0, 8).map(({ path, name }) => ({ href: path, label: name })),
	};
}
