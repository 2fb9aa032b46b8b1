import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { Ctx, SiteHandle } from '#platform/context/context.ts';
import { articlePath } from '#content/article.ts';
import { pagePath } from '#content/page.ts';

/** A page to go to instead. */
export interface WayOut {
	title: string;
	path: string;
}

/** Least likeness of two addresses, from 0 to 1, at which one is offered for the other. */
const likeness = 0.25;
/** How long a process offers the same popular articles, in milliseconds. */
const keepPopular = 60_000;
const kept = new WeakMap<SiteHandle, { read: number; popular: WayOut[] }>();

/** Where somebody may have wanted to go who asked for an address that does not exist, and what others like to read. */
export const findWayOut = query(z.object({ path: z.string() }), async (ctx, { path }) => {
	const [similar, popular] = await Promise.all([findSimilar(ctx, lastPart(path)), readPopular(ctx)]);
	return { similar, popular: popular.filter((one) => similar.every((other) => other.path !== one.path)).slice(0, 4) };
});

/** The part of an address that names the thing, as people read it. */
function lastPart(path: string): string {
	const part = path.split('/').filter(Boolean).at(-1) ?? '';
	try {
		return decodeURIComponent(part).slice(0, 100);
	} catch {
		return '';
	}
}

async function findSimilar(ctx: Ctx, wanted: string): Promise<WayOut[]> {
	if (wanted.length < 2 || wanted.includes('\0')) return [];
	const { rows } = await sql<{ kind: 'article' | 'page'; slug: string; title: string }>`
		select kind, slug, title from (
			(select 'page' as kind, slug, title, slug <-> ${wanted} as distance from content.page
				where published is not null and published <= ${ctx.now} order by slug <-> ${wanted} limit 3)
			union all
			(select 'article', slug, title, slug <-> ${wanted} from content.article
				where published is not null and published <= ${ctx.now} order by slug <-> ${wanted} limit 3)
		) near where distance <= ${1 - likeness} order by distance, title limit 3`.execute(ctx.db);
	return rows.map(({ kind, slug, title }) => ({ title, path: kind === 'page' ? pagePath(slug) : articlePath(slug) }));
}

async function readPopular(ctx: Ctx): Promise<WayOut[]> {
	const known = kept.get(ctx.site);
	if (known && Math.abs(ctx.now.getTime() - known.read) < keepPopular) return known.popular;
	const rows = await ctx.db
		.selectFrom('content.article as article')
		.leftJoin('community.thread as thread', 'thread.id', 'article.thread')
		.select(['article.slug', 'article.title'])
		.where('article.published', '<=', ctx.now)
		.orderBy(sql`coalesce(thread.comment_count, 0)`, 'desc')
		.orderBy('article.published', 'desc')
		.limit(7)
		.execute();
	const popular = rows.map(({ slug, title }) => ({ title, path: articlePath(slug) }));
	kept.set(ctx.site, { read: ctx.now.getTime(), popular });
	return popular;
}
