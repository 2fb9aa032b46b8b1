import type { Ctx } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';
import { listCategories, listThreads } from '#community/server/index.ts';
import { listShownProducts } from '#commerce/server/index.ts';
import { listArticles, listShownSeries, readFeatured } from '#content/server/index.ts';
import type { Brand } from '#site/brand.ts';
import { goodsOf, seriesOf, storiesOf, talksOf } from '#web/as-home.ts';

/** What a home page shows, in every layout. */
export async function homePage(ctx: Ctx, brand: Brand, locale: Locale) {
	const [featured, newest, threads, series, categories, products] = await Promise.all([
		readFeatured(ctx, {}),
		listArticles(ctx, { limit: 8 }),
		listThreads(ctx, { limit: 10 }),
		listShownSeries(ctx, { limit: 4 }),
		listCategories(ctx),
		listShownProducts(ctx, { limit: 4 }),
	]);
	const first = featured ?? newest.items[0];
	const articles = first ? [first, ...newest.items.filter(({ id }) => id !== first.id)].slice(0, 8) : [];
	return {
		articles: storiesOf(articles, brand, locale),
		threads: talksOf(threads.items, brand, locale),
		series: seriesOf(series, locale),
		products: goodsOf(products.items, locale),
		topics: categories.slice(0, 8).map(({ path, name }) => ({ href: path, label: name })),
	};
}
