import type { RequestEvent } from '@sveltejs/kit';
import { listSitemaps } from '#seo/server/index.ts';
import { sitemapIndex } from '#seo/sitemap.ts';
import { answerText } from '#web/answer-text.ts';

export async function GET(event: RequestEvent) {
	const { ctx } = event.locals;
	return answerText(event, 'text/xml; charset=utf-8', sitemapIndex(ctx.site.url, await listSitemaps(ctx, {})));
}
