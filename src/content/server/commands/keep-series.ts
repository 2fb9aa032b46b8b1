import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { articleThing, seriesThing } from '#content/article.ts';
import { seriesChanged, seriesDeleted } from '#content/events.ts';
import { mayArrange } from '#content/policy.ts';
import { slugOf } from '#content/slug.ts';

const id = z.coerce.number().int().positive();

export const KeepSeries = z.object({
	/** Absent: a new one. */
	id: id.optional(),
	title: z.string().trim().min(1, 'missing').max(100, 'too-long'),
	description: z.string().trim().max(500, 'too-long').default(''),
	/** The address of a new one, where it had one before. */
	slug: z.string().trim().max(150, 'too-long').optional(),
});

/** Begins a series, or changes its words. Its address is made from its first title and stays. */
export const keepSeries = command(KeepSeries, async (ctx, { id, title, description, slug: asked }) => {
	authorize(ctx.actor, 'series.arrange', mayArrange, null);
	const row = { title, description, changed: ctx.now };
	let kept: { id: number; slug: string } | undefined;
	if (id) {
		kept = await ctx.db
			.updateTable('content.series')
			.set(row)
			.where('id', '=', id)
			.returning(['id', 'slug'])
			.executeTakeFirst();
		if (!kept) throw notFound('series');
	}
	const stem = slugOf(asked || title) || 'series';
	for (let number = 1; !kept; number++) {
		kept = await ctx.db
			.insertInto('content.series')
			.values({
				...row,
				slug: number === 1 ? stem : `${stem}-${number}`,
				created: ctx.now,
				created_by: memberOf(ctx.actor),
			})
			.onConflict((conflict) => conflict.column('slug').doNothing())
			.returning(['id', 'slug'])
			.executeTakeFirst();
	}
	ctx.record({ name: seriesChanged, about: [seriesThing(kept.id), 'series'], data: { series: kept.id } });
	return kept;
});

/** The articles of a series in the order that is wanted; those not named leave it. */
export const orderSeries = command(z.object({ id, articles: z.array(id).max(500) }), async (ctx, { id, articles }) => {
	authorize(ctx.actor, 'series.arrange', mayArrange, null);
	const series = await ctx.db
		.selectFrom('content.series')
		.select('id')
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!series) throw notFound('series');
	await ctx.db
		.updateTable('content.article')
		.set({ series: null, series_position: null })
		.where('series', '=', id)
		.where('id', 'not in', [0, ...articles])
		.execute();
	for (const [index, article] of [...new Set(articles)].entries()) {
		await ctx.db
			.updateTable('content.article')
			.set({ series: id, series_position: index + 1 })
			.where('id', '=', article)
			.execute();
	}
	const about = [seriesThing(id), 'series', ...articles.map(articleThing)];
	ctx.record({ name: seriesChanged, about, data: { series: id, articles } });
});

/** Ends a series; its articles stay where they are. Safe to run twice. */
export const deleteSeries = command(z.object({ id }), async (ctx, { id }) => {
	authorize(ctx.actor, 'series.arrange', mayArrange, null);
	const gone = await ctx.db.deleteFrom('content.series').where('id', '=', id).returning('title').executeTakeFirst();
	if (gone)
		ctx.record({ name: seriesDeleted, about: [seriesThing(id), 'series'], data: { series: id, title: gone.title } });
});
