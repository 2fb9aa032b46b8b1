import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { articleFeatured } from '#content/events.ts';
import { mayArrange } from '#content/policy.ts';

/**
 * Sets the article that stands first on the home page; null: the newest. One that is taken back later stands there no
 * more, and again when it is published again. Safe to run twice. Throws Problem `article.not-found` for one that nobody
 * can read.
 */
export const featureArticle = command(
	z.object({ article: z.coerce.number().int().positive().nullable() }),
	async (ctx, { article }) => {
		const { featured } = await ctx.db
			.selectFrom('content.desk')
			.select('featured')
			.forUpdate()
			.executeTakeFirstOrThrow();
		authorize(ctx.actor, 'article.feature', mayArrange, null);
		if (featured === article) return;
		if (article) {
			const known = await ctx.db
				.selectFrom('content.article')
				.select('id')
				.where('id', '=', article)
				.where('published', '<=', ctx.now)
				.executeTakeFirst();
			if (!known) throw notFound('article');
		}
		await ctx.db.updateTable('content.desk').set({ featured: article }).execute();
		ctx.record({ name: articleFeatured, about: 'articles', data: { article } });
	},
);
