import type { RequestEvent } from '@sveltejs/kit';
import { Problem } from '#platform/problem.ts';
import { walkSitemap } from '#seo/server/index.ts';
import { parseSitemapName, sitemapEnd, sitemapEntry, sitemapStart } from '#seo/sitemap.ts';
import { streamText } from '#web/stream-text.ts';

export async function GET({ locals, params }: RequestEvent) {
	const file = parseSitemapName(params['name'] ?? '');
	if (!file) throw new Problem('status.404', 404);
	const { ctx, brand } = locals;
	return streamText('text/xml; charset=utf-8', async function* () {
		yield sitemapStart;
		for await (const address of walkSitemap(ctx, file, brand.name)) yield sitemapEntry(ctx.site.url, address);
		yield sitemapEnd;
	});
}
