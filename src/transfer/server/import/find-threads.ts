import { openThread, withdrawThread } from '#community/server/index.ts';
import { articlePath, articleThing } from '#content/article.ts';
import type { Ctx } from '#platform/context/context.ts';

/** The conversations of these articles; that of a draft is opened out of sight and appears with it. */
export async function findThreads(ctx: Ctx, articles: readonly number[]): Promise<Map<number, number>> {
	if (!articles.length) return new Map();
	const rows = await ctx.db
		.selectFrom('content.article')
		.select(['id', 'thread', 'title', 'slug'])
		.where('id', 'in', articles)
		.execute();
	const threads = new Map<number, number>();
	for (const { id, thread, title, slug } of rows)
		threads.set(
			id,
			thread ?? (await openOutOfSight(ctx, { subject: articleThing(id), title, path: articlePath(slug) })),
		);
	return threads;
}

async function openOutOfSight(ctx: Ctx, thread: { subject: string; title: string; path: string }): Promise<number> {
	const { id } = await openThread(ctx, thread);
	await withdrawThread(ctx, { subject: thread.subject });
	return id;
}
