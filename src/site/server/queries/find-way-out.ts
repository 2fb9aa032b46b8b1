import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { Ctx, SiteHandle } from '#platform/context/context.ts';
import { articlePath } from '#content/article.ts';
import { pagePath } from '#content/page.ts';
import { likeness } from '#site/likeness.ts';

/** A page to go to instead. */
export interface WayOut {
	title: string;
	path: string;
}

/** Least likeness of two addresses, from 0 to 1, at which one is offered for the other. */
const leastAlike = 0.4;
/** How long a process offers the same pages, in milliseconds: a storm of random addresses asks the database once. */
const keepFor = 60_000;
/** Most pages that are looked through. */
const most = 3_000;
const kept = new WeakMap<SiteHandle, { read: number; all: Promise<Known[]> }>();

interface Known extends WayOut {
	slug: string;
}

/** Where somebody may have wanted to go who asked for an address that does not exist, and what others like to read. */
export const findWayOut = query(z.object({ path: z.string() }), async (ctx, { path }) => {
	const wanted = lastPart(path);
	const all = await knownPages(ctx);
	const similar = (wanted.length < 2 ? [] : all)
		.map((page) => ({ page, alike: likeness(page.slug, wanted) }))
		.filter(({ alike }) => alike >= leastAlike)
		.sort((one, other) => other.alike - one.alike)
		.slice(0, 3)
		.map(({ page }) => page);
	const popular = all.filter((page) => page.path.startsWith('/articles/') && !similar.includes(page)).slice(0, 4);
	const out = ({ title, path }: Known): WayOut => ({ title, path });
	return { similar: similar.map(out), popular: popular.map(out) };
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

/** Public articles, the most talked about first, then pages. */
async function knownPages(ctx: Ctx): Promise<Known[]> {
	const known = kept.get(ctx.site);
	if (known && Math.abs(ctx.now.getTime() - known.read) < keepFor) return known.all;
	const all = sql<{ kind: 'article' | 'page'; slug: string; title: string }>`
		(select 'article' as kind, article.slug, article.title from content.article
			left join community.thread on thread.id = article.thread
			where article.published <= ${ctx.now}
			order by coalesce(thread.comment_count, 0) desc, article.published desc limit ${most})
		union all
		(select 'page', slug, title from content.page where published <= ${ctx.now} order by id limit ${most})`
		.execute(ctx.db)
		.then(({ rows }) =>
			rows.map(({ kind, slug, title }) => ({
				slug,
				title,
				path: kind === 'page' ? pagePath(slug) : articlePath(slug),
			})),
		);
	kept.set(ctx.site, { read: ctx.now.getTime(), all });
	// What failed is asked again.
	all.catch(() => kept.delete(ctx.site));
	return all;
}
