import type { Ctx } from '#platform/context/context.ts';
import type { Locale } from '#platform/language/locale.ts';
import { listThreads } from '#community/server/index.ts';
import { listArticles } from '#content/server/index.ts';
import type { Brand } from '#site/brand.ts';
import { storiesOf, talksOf } from '#web/as-home.ts';

/** What a home page shows, in every layout. */
export async function homePage(ctx: Ctx, brand: Brand, locale: Locale) {
	const [articles, threads] = await Promise.all([listArticles(ctx, { limit: 7 }), listThreads(ctx, { limit: 8 })]);
	return {
		articles: storiesOf(articles.items, brand, locale),
		threads: talksOf(threads.items, brand, locale),
	};
}
