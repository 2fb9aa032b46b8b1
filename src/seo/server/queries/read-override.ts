import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { articleThing } from '#content/article.ts';

/** The staff's own words for an article; null where there are none. */
export const readOverride = query(z.object({ article: z.number().int() }), async (ctx, { article }) => {
	ctx.about(articleThing(article));
	const row = await ctx.db
		.selectFrom('seo.override')
		.select(['title', 'description', 'unlisted'])
		.where('article', '=', article)
		.executeTakeFirst();
	return row ? { title: row.title, description: row.description, indexed: row.unlisted === null } : null;
});
