import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { articlePath } from '#content/article.ts';
import type { Address } from '#seo/sitemap.ts';

/** Most addresses that one sitemap may hold (sitemaps.org). */
const most = 50_000;

/** Every public address of the site: pages first, then articles and threads, newest first. */
export async function listAddresses(ctx: Ctx): Promise<Address[]> {
	ctx.about('articles', 'threads');
	const articles = await ctx.db
		.selectFrom('content.article')
		.select(['slug', 'changed'])
		.where('published', '<=', ctx.now)
		.orderBy('published', 'desc')
		.limit(most)
		.execute();
	const threads = await sql<{ path: string; changed: Date }>`
		select path, coalesce(last_commented, opened) as changed from community.thread
		where category is not null and hidden is null order by id desc limit ${most - articles.length}`.execute(ctx.db);
	return [
		{ path: '/', changed: null },
		{ path: '/articles', changed: null },
		{ path: '/community', changed: null },
		...articles.map((row) => ({ path: articlePath(row.slug), changed: row.changed })),
		...threads.rows,
	].slice(0, most);
}
