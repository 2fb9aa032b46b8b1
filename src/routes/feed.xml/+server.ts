import type { RequestEvent } from '@sveltejs/kit';
import { listArticles } from '#content/server/index.ts';
import { atomFeed } from '#seo/feed.ts';
import { sharedPage } from '#web/shared-page.ts';

export async function GET(event: RequestEvent) {
	const { items } = await listArticles(sharedPage(event), { limit: 20 });
	const feed = atomFeed(event.locals.brand, event.locals.ctx.site.url, items);
	return new Response(feed, { headers: { 'content-type': 'text/xml; charset=utf-8' } });
}
