import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { articleThing, type ArticleCard } from '#content/article.ts';
import { articleCards } from '#content/server/article-card.ts';
import { visibleArticles } from '#content/server/visible.ts';

/** The article that somebody put first on the home page, while it is public; null: nobody did. */
export const readFeatured = query(z.object({}), async (ctx): Promise<ArticleCard | null> => {
	ctx.about('articles');
	const row = await visibleArticles(ctx)
		.innerJoin('content.desk as desk', 'desk.featured', 'article.id')
		.executeTakeFirst();
	if (!row) return null;
	ctx.about(articleThing(row.id));
	return (await articleCards(ctx, [row]))[0] ?? null;
});
