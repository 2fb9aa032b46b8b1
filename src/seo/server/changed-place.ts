import type { Ctx, RecordedFact } from '#platform/context/context.ts';
import { articlePath, seriesPath } from '#content/article.ts';
import {
	articleDeleted,
	articleSeen,
	articleUnpublished,
	pageDeleted,
	pageUnpublished,
	seriesDeleted,
	seriesSeen,
} from '#content/events.ts';
import { pagePath } from '#content/page.ts';
import type { Teller } from '#seo/server/commands/note-told.ts';

/** An address at which readers see something else than before. */
export interface ChangedPlace {
	path: string;
	/** Others that show a part of it. */
	beside: string[];
	/** False: what stood there can be read no more. */
	open: boolean;
	/** What has links of its own there. */
	teller: Teller | null;
	tags: string[];
}

/**
 * The place that a fact tells of, when readers or search engines have to hear of it: one that is public, or that has
 * just ceased to be. Null for drafts and for what nobody shall list.
 */
export function changedPlace(ctx: Ctx, fact: RecordedFact): Promise<ChangedPlace | null> {
	if (articleSeen.includes(fact.name)) return changedArticle(ctx, fact);
	return seriesSeen.includes(fact.name) ? changedSeries(ctx, fact) : changedPage(ctx, fact);
}

async function changedArticle(ctx: Ctx, fact: RecordedFact): Promise<ChangedPlace | null> {
	const article = Number(fact.data['article']);
	const row = await ctx.db
		.selectFrom('content.article as article')
		.leftJoin('seo.override as override', 'override.article', 'article.id')
		.leftJoin('content.series as series', 'series.id', 'article.series')
		.select(['article.slug', 'article.tags', 'article.published', 'article.published_before', 'override.unlisted'])
		.select('series.slug as series')
		.where('article.id', '=', article)
		.executeTakeFirst();
	if (!row || row.unlisted) return null;
	if (!row.published && !(fact.name === articleUnpublished || (fact.name === articleDeleted && row.published_before)))
		return null;
	return {
		path: articlePath(row.slug),
		beside: row.series === null ? [] : [seriesPath(row.series)],
		open: row.published !== null,
		teller: { article, page: null },
		tags: row.tags,
	};
}

async function changedPage(ctx: Ctx, fact: RecordedFact): Promise<ChangedPlace | null> {
	const page = Number(fact.data['page']);
	const other = { beside: [], tags: [] };
	if (fact.name === pageDeleted)
		return fact.data['known']
			? { path: pagePath(String(fact.data['slug'])), open: false, teller: null, ...other }
			: null;
	const row = await ctx.db
		.selectFrom('content.page')
		.select(['slug', 'published', 'withdrawn'])
		.where('id', '=', page)
		.executeTakeFirst();
	if (!row || !(row.published ?? (fact.name === pageUnpublished && row.withdrawn))) return null;
	return { path: pagePath(row.slug), open: row.published !== null, teller: { article: null, page }, ...other };
}

async function changedSeries(ctx: Ctx, fact: RecordedFact): Promise<ChangedPlace | null> {
	const other = { beside: [], teller: null, tags: [] };
	if (fact.name === seriesDeleted)
		return fact.data['known'] ? { path: seriesPath(String(fact.data['slug'])), open: false, ...other } : null;
	const row = await ctx.db
		.selectFrom('content.series as series')
		.select('slug')
		.where('id', '=', Number(fact.data['series']))
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('content.article as article')
					.whereRef('article.series', '=', 'series.id')
					.where('article.published', '<=', ctx.now),
			),
		)
		.executeTakeFirst();
	return row ? { path: seriesPath(row.slug), open: true, ...other } : null;
}
