import type { Ctx } from '#platform/context/context.ts';

/** Articles that everybody may know of, with what a card needs, as a query to build on. */
export const visibleArticles = (ctx: Ctx) =>
	ctx.db
		.selectFrom('content.article as article')
		.innerJoin('membership.member as author', 'author.id', 'article.author')
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
			'author.name as author_name',
			'author.handle as author_handle',
			'thread.comment_count as comments',
		]);
