import type { RequestEvent } from '@sveltejs/kit';
import { listCategories } from '#community/server/index.ts';
import { listArticles } from '#content/server/index.ts';
import { llmsText } from '#seo/llms-text.ts';
import { sharedPage } from '#web/shared-page.ts';

export async function GET(event: RequestEvent) {
	const ctx = sharedPage(event);
	const [articles, categories] = await Promise.all([listArticles(ctx, { limit: 100 }), listCategories(ctx)]);
	const text = llmsText({ brand: event.locals.brand, siteUrl: ctx.site.url }, articles.items, categories);
	return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
