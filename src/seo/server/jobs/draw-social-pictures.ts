import { articleThing } from '#content/article.ts';
import { articleChanged, articlePublished } from '#content/events.ts';
import type { Ctx, RecordedFact } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { drawSocialPicture } from '#media/server/index.ts';

/**
 * Draws the share pictures of published articles: of the one that a fact is about, of all when the brand has another look,
 * and every hour of those that were published before. What is as it was is not drawn again, so that it goes on where it
 * was stopped.
 */
export const drawSocialPictures = job<RecordedFact | object>(
	'seo.draw-social-pictures',
	{ on: [articlePublished, articleChanged, 'brand.changed'], every: '23 * * * *' },
	async (ctx, fact) => {
		// Not from what this process keeps of the brand: it may not have heard yet of the change that this job is about.
		const dress = await ctx.db.selectFrom('site.brand').select(['name', 'colour', 'logo']).executeTakeFirstOrThrow();
		for (const { id, title } of await listTitles(ctx, articleOf(fact)))
			await drawSocialPicture(ctx, { thing: articleThing(id), title, dress });
	},
);

const articleOf = (fact: RecordedFact | object): number | null =>
	'data' in fact && typeof fact.data['article'] === 'number' ? fact.data['article'] : null;

function listTitles(ctx: Ctx, article: number | null): Promise<{ id: number; title: string }[]> {
	let found = ctx.db
		.selectFrom('content.article')
		.select(['id', 'title'])
		.where('published', '<=', ctx.now)
		.orderBy('published', 'desc');
	if (article) found = found.where('id', '=', article);
	return found.execute();
}
