import type { Ctx, RecordedFact } from '#platform/context/context.ts';
import { articlePath } from '#content/article.ts';
import {
	articleChanged,
	articleDeleted,
	articlePublished,
	articleRestored,
	articleUnpublished,
} from '#content/events.ts';

/** Facts after which readers see something else at an article's address. */
export const articleFacts = [articlePublished, articleChanged, articleUnpublished, articleDeleted, articleRestored];

/**
 * The article that a fact tells of, when readers or search engines have to hear of it: one that is public, or that has
 * just ceased to be. Null for drafts and for those that nobody shall list.
 */
export async function changedArticle(ctx: Ctx, fact: RecordedFact): Promise<{ id: number; path: string } | null> {
	const id = Number(fact.data['article']);
	const row = await ctx.db
		.selectFrom('content.article as article')
		.leftJoin('seo.override as override', 'override.article', 'article.id')
		.select(['article.id', 'article.slug', 'article.published', 'article.published_before', 'override.unlisted'])
		.where('article.id', '=', id)
		.executeTakeFirst();
	if (!row || row.unlisted) return null;
	if (!row.published && !(fact.name === articleUnpublished || (fact.name === articleDeleted && row.published_before)))
		return null;
	return { id: row.id, path: articlePath(row.slug) };
}
