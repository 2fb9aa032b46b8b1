import type { RequestEvent } from '@sveltejs/kit';
import { Problem } from '#platform/problem.ts';
import { readSitemapMark, walkSitemap } from '#seo/server/index.ts';
import { parseSitemapName, roomForPictures, sitemapEnd, sitemapEntry, sitemapStart } from '#seo/sitemap.ts';
import { streamText } from '#web/stream-text.ts';

export async function GET({ locals, params, request }: RequestEvent) {
	const file = parseSitemapName(params['name'] ?? '');
	if (!file) throw new Problem('status.404', 404);
	const { ctx, brand } = locals;
	const named = file;
	// News grow old by themselves, without anything happening.
	const mark = file.kind === 'news' ? null : `${await readSitemapMark(ctx, {})}-${new URL(ctx.site.url).host}`;
	async function* lines() {
		yield sitemapStart;
		let length = 0;
		for await (const { pictures, ...address } of walkSitemap(ctx, named, brand.name)) {
			// A file that grew too long goes on with its addresses: a page counts more than its pictures.
			const told = pictures && length < roomForPictures ? { pictures } : {};
			const entry = sitemapEntry(ctx.site.url, { ...address, ...told });
			length += entry.length;
			yield entry;
		}
		yield sitemapEnd;
	}
	return streamText('text/xml; charset=utf-8', lines, { request, mark });
}
