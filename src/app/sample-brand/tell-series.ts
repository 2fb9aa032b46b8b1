import { keepSeries, orderSeries } from '#content/server/index.ts';
import { members, series } from '#app/sample-brand/content/index.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';

/** The owner puts what belongs together in order, when all of it is written. */
export function tellSeries({ when }: Story): Deed[] {
	const owner = members.find(({ role }) => role === 'owner');
	return series.map((one, index) => ({
		key: `series:${one.key}`,
		time: when([-5, 9, index]),
		...(owner ? { by: owner.key } : {}),
		async once(ctx, story) {
			const { id } = await keepSeries(ctx, { title: one.title, description: one.text });
			await orderSeries(ctx, { id, articles: one.articles.map((key) => story.id(`article:${key}`)) });
			return id;
		},
	}));
}
