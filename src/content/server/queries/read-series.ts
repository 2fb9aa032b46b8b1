import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { articleThing, seriesPath, seriesThing } from '#content/article.ts';
import { mayArrange, mayWrite } from '#content/policy.ts';
import { articleCards } from '#content/server/article-card.ts';
import { findGone } from '#content/server/gone-address.ts';
import { presentPath } from '#content/server/leads-to.ts';
import { visibleArticles } from '#content/server/visible.ts';

/** Most articles that a series' page shows. */
const most = 200;

/**
 * A series with its published articles in order. Returns `{ moved }` for an address that it had before, or that was told to
 * lead elsewhere. Throws Problem `series.not-found` (404), also while none is published, and `series.gone` (410).
 */
export const readSeries = query(z.object({ slug: z.string().max(400) }), async (ctx, { slug }) => {
	ctx.about('series');
	const series = await ctx.db
		.selectFrom('content.series')
		.select(['id', 'slug', 'title', 'description'])
		.where('slug', '=', slug)
		.executeTakeFirst();
	if (!series) return { moved: await findMoved(ctx, slug) };
	ctx.about(seriesThing(series.id));
	const rows = await visibleArticles(ctx)
		.where('article.series', '=', series.id)
		.orderBy(sql`series_position nulls last`)
		.orderBy('article.published')
		.orderBy('article.id')
		.limit(most)
		.execute();
	if (!rows.length) throw notFound('series');
	ctx.about(...rows.map(({ id }) => articleThing(id)));
	return { ...series, path: seriesPath(series.slug), articles: await articleCards(ctx, rows) };
});

/** Where a series is by now that readers knew at this address; what became of it is thrown. */
async function findMoved(ctx: Ctx, slug: string): Promise<string> {
	const asked = seriesPath(slug);
	const path = await presentPath(ctx, asked);
	if (path !== asked) return path;
	const gone = await findGone(ctx, asked);
	if (!gone) throw notFound('series');
	if ('moved' in gone) return gone.moved;
	throw new Problem('series.gone', 410, gone);
}

/** Every series, for those who write, with how many articles it has, published or not. */
export const listSeries = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'article.write', mayWrite, null);
	const rows = await ctx.db
		.selectFrom('content.series as series')
		.select(['id', 'slug', 'title', 'description'])
		.select((eb) =>
			eb
				.selectFrom('content.article as article')
				.select(sql<number>`count(*)::int`.as('count'))
				.whereRef('article.series', '=', 'series.id')
				.where('article.deleted', 'is', null)
				.as('articles'),
		)
		.orderBy('series.title')
		.limit(500)
		.execute();
	return rows.map((row) => ({ ...row, articles: row.articles ?? 0, path: seriesPath(row.slug) }));
});

/** A series as those who arrange it see it, with drafts. Throws Problem `series.not-found`. */
export const readSeriesPlan = query(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	authorize(ctx.actor, 'series.arrange', mayArrange, null);
	const series = await ctx.db
		.selectFrom('content.series')
		.select(['id', 'slug', 'title', 'description'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!series) throw notFound('series');
	const articles = await ctx.db
		.selectFrom('content.article')
		.select(['id', 'title', 'published'])
		.where('series', '=', id)
		.where('deleted', 'is', null)
		.orderBy(sql`series_position nulls last`)
		.orderBy('published')
		.orderBy('id')
		.execute();
	return { ...series, path: seriesPath(series.slug), articles };
});
