import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';

/** What permission and pages about an article's work need of it. Throws Problem `article.not-found`. */
export async function findWritten(ctx: Ctx, id: number) {
	const row = await ctx.db
		.selectFrom('content.article')
		.select(['id', 'author', 'title', 'version', 'published'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row) throw notFound('article');
	return row;
}
