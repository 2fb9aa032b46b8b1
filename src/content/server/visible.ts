import type { Ctx } from '#platform/context/context.ts';
import { bylineOf } from '#content/server/authors.ts';

/** Articles that everybody may know of, with what a card needs, as a query to build on. */
export const visibleArticles = (ctx: Ctx) =>
	ctx.db
		.selectFrom('content.article as article')
		.leftJoin('community.thread as thread', 'thread.id', 'article.thread')
		.where('article.published', 'is not', null)
		.where('article.published', '<=', ctx.now)
		.select([
			'article.id',
			'article.slug',
			'article.title',
			'article.excerpt',
			'article.tags',
			'article.published',
			'article.access',
			'article.cover',
			'article.locale',
			'thread.comment_count as comments',
		])
		.select(bylineOf('article').as('authors'));
