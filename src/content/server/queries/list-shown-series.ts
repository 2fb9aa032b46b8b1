import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { findPictures } from '#media/server/index.ts';
import { articleThing, type SeriesCard, seriesPath, seriesThing } from '#content/article.ts';

interface Row {
	id: number;
	slug: string;
	title: string;
	description: string;
	articles: number;
	cover: number | null;
	/** The article that the cover is taken from. */
	covered: number | null;
}

/** Series with something published in them, the one that went on last first. */
export const listShownSeries = query(z.object({ limit: z.number().int().min(1).max(50) }), async (ctx, { limit }) => {
	// What is published or taken back in any article may begin, end or turn a series.
	ctx.about('series', 'articles');
	const { rows } = await sql<Row>`
		select series.id, series.slug, series.title, series.description, shown.articles, pictured.cover, pictured.id as covered
		from content.series series
		join lateral (
			select count(*)::int as articles, max(published) as newest from content.article
			where series = series.id and published <= ${ctx.now}
		) shown on shown.articles > 0
		left join lateral (
			select id, cover from content.article
			where series = series.id and published <= ${ctx.now} and cover is not null
			order by published desc, id desc limit 1
		) pictured on true
		order by shown.newest desc, series.id desc limit ${limit}`.execute(ctx.db);
	ctx.about(...rows.flatMap(({ id, covered }) => [seriesThing(id), ...(covered ? [articleThing(covered)] : [])]));
	const pictures = await findPictures(
		ctx,
		rows.flatMap(({ cover }) => (cover ? [cover] : [])),
	);
	return rows.map(({ id, slug, title, description, articles, cover }): SeriesCard => ({
		id,
		path: seriesPath(slug),
		title,
		description,
		articles,
		cover: cover ? (pictures.get(cover) ?? null) : null,
	}));
});
