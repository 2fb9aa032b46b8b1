import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import {
	type ArticleCard,
	type ArticlePage,
	articlePath,
	articleThing,
	seriesPath,
	type SeriesPlace,
	seriesThing,
} from '#content/article.ts';
import { articleCards } from '#content/server/article-card.ts';
import { visibleArticles } from '#content/server/visible.ts';

/** The same article in other languages, where it is published. A translation says when it comes and goes, by this article's name. */
export async function listTranslations(
	ctx: Ctx,
	{ id, translates }: { id: number; translates: number | null },
): Promise<ArticlePage['translations']> {
	const root = translates ?? id;
	const rows = await ctx.db
		.selectFrom('content.article')
		.select(['locale', 'slug', 'title'])
		.where((row) => row.or([row('id', '=', root), row('translates', '=', root)]))
		.where('id', '!=', id)
		.where('published', '<=', ctx.now)
		.orderBy('locale')
		.execute();
	return rows.map(({ locale, slug, title }) => ({
		locale: locale as ArticlePage['locale'],
		path: articlePath(slug),
		title,
	}));
}

/** An article's translations, published or not, as a column of a query whose article is called by this name. */
export const siblingsOf = (article: string) =>
	sql<{ id: number; locale: string }[]>`coalesce((
		select json_agg(json_build_object('id', o.id, 'locale', o.locale) order by o.locale) from content.article o
		where o.deleted is null and o.id <> ${sql.ref(article)}.id
			and (o.translates = ${sql.ref(article)}.id or ${sql.ref(article)}.translates in (o.id, o.translates))), '[]')`;

/** Where an article stands in its series. The page then depends on the whole series. */
export async function readSeriesPlace(ctx: Ctx, series: number, article: number): Promise<SeriesPlace | null> {
	ctx.about(seriesThing(series));
	const { rows } = await sql<{
		title: string;
		slug: string;
		position: number;
		count: number;
		before_title: string | null;
		before_slug: string | null;
		after_title: string | null;
		after_slug: string | null;
	}>`
		with placed as (
			select id, row_number() over ranked::int as position, count(*) over ()::int as count,
				lag(title) over ranked as before_title, lag(slug) over ranked as before_slug,
				lead(title) over ranked as after_title, lead(slug) over ranked as after_slug
			from content.article where series = ${series} and published <= ${ctx.now}
			window ranked as (order by series_position nulls last, published, id)
		)
		select series.title, series.slug, position, count, before_title, before_slug, after_title, after_slug
		from placed, content.series where placed.id = ${article} and series.id = ${series}`.execute(ctx.db);
	const found = rows[0];
	if (!found) return null;
	const near = (title: string | null, slug: string | null) =>
		title !== null && slug !== null ? { title, path: articlePath(slug) } : null;
	return {
		title: found.title,
		path: seriesPath(found.slug),
		position: found.position,
		count: found.count,
		previous: near(found.before_title, found.before_slug),
		next: near(found.after_title, found.after_slug),
	};
}

/** Articles to go on with, as a job found them. */
export async function readRelated(ctx: Ctx, article: number): Promise<ArticleCard[]> {
	const rows = await visibleArticles(ctx)
		.innerJoin('content.related as related', 'related.other', 'article.id')
		.where('related.article', '=', article)
		.orderBy('related.position')
		.execute();
	ctx.about(...rows.map(({ id }) => articleThing(id)));
	return articleCards(ctx, rows);
}
