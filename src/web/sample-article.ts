import type { Ctx } from '#platform/context/context.ts';
import { listArticles, readArticle } from '#content/server/index.ts';

/** The newest public article, as a visitor reads it; null where there is none. */
export async function readSampleArticle(ctx: Ctx) {
	const [newest] = (await listArticles(ctx, { limit: 1 })).items;
	const article = newest ? await readArticle(ctx, { slug: newest.slug }) : null;
	return article && !('moved' in article) ? article : null;
}
