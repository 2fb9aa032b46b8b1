import type { RequestEvent } from '@sveltejs/kit';
import { listCategories } from '#community/server/index.ts';
import { listArticles, listPages, listShownSeries } from '#content/server/index.ts';
import { llmsText } from '#seo/llms-text.ts';
import { sharedPage } from '#web/shared-page.ts';

export async function GET(event: RequestEvent) {
	const ctx = sharedPage(event);
	const [articles, categories, series, pages] = await Promise.all([
		listArticles(ctx, { limit: 100 }),
		listCategories(ctx),
		listShownSeries(ctx, { limit: 50 }),
		listPages(ctx, { limit: 100 }),
	]);
	const text = llmsText({ brand: event.locals.brand, siteUrl: ctx.site.url }, articles.items, categories, {
		series,
		pages: pages.map(({ title, path, excerpt }) => ({ title, path, description: excerpt })),
	});
	return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
