import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { articleThing, seriesThing } from '#content/article.ts';
import { pageThing } from '#content/page.ts';
import { plainPath } from '#seo/redirect.ts';

/** What another site can say something about: one of the three. */
export interface Mentioned {
	article: number | null;
	page: number | null;
	series: number | null;
}

const id = z.number().int();
export const WhichMentioned = z.union([z.object({ article: id }), z.object({ page: id }), z.object({ series: id })]);

/** Its name among the things that pages are about. */
export const mentionedThing = ({ article, page, series }: Mentioned): string => {
	if (article !== null) return articleThing(article);
	return page === null ? seriesThing(Number(series)) : pageThing(page);
};

/** What everybody may read at an address of this site, and others may speak of; null when there is no such thing. */
export async function findMentioned(ctx: Ctx, target: string): Promise<Mentioned | null> {
	if (!URL.canParse(target)) return null;
	const url = new URL(target);
	if (url.origin !== new URL(ctx.site.url).origin) return null;
	const [, folder = '', name = ''] = /^\/(?:(articles|series)\/)?([^/]+)$/.exec(plainPath(url.pathname)) ?? [];
	const slug = decoded(name);
	if (!slug) return null;
	const nothing: Mentioned = { article: null, page: null, series: null };
	const open = ctx.db.selectFrom('content.article as article').where('article.published', '<=', ctx.now);
	if (folder === 'articles') {
		const row = await open.select('article.id').where('article.slug', '=', slug).executeTakeFirst();
		return row ? { ...nothing, article: row.id } : null;
	}
	if (folder === 'series') {
		const row = await open
			.innerJoin('content.series as series', 'series.id', 'article.series')
			.select('series.id')
			.where('series.slug', '=', slug)
			.executeTakeFirst();
		return row ? { ...nothing, series: row.id } : null;
	}
	const row = await ctx.db
		.selectFrom('content.page')
		.select('id')
		.where('slug', '=', slug)
		.where('published', '<=', ctx.now)
		.executeTakeFirst();
	return row ? { ...nothing, page: row.id } : null;
}

function decoded(part: string): string | null {
	try {
		return decodeURIComponent(part);
	} catch {
		return null;
	}
}
