import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { articleThing, seriesPath, seriesThing } from '#content/article.ts';
import { seriesChanged, seriesDeleted } from '#content/events.ts';
import { mayArrange } from '#content/policy.ts';
import { leaveGone, takeGone } from '#content/server/gone-address.ts';
import { leadOnFrom, readTarget } from '#content/server/leads-to.ts';
import { slugOf } from '#content/slug.ts';

const id = z.coerce.number().int().positive();

export const KeepSeries = z.object({
	/** Absent: a new one. */
	id: id.optional(),
	title: z.string().trim().min(1, 'missing').max(100, 'too-long'),
	description: z.string().trim().max(500, 'too-long').default(''),
	/** Its address: of a new one, where it had one before; of one that is there, where it moves. Empty: it stays. */
	slug: z.string().trim().max(150, 'too-long').optional(),
});

/**
 * Begins a series, or changes its words and its address. The one it had leads on to it. Throws Problem
 * `series.address-taken` (409).
 */
export const keepSeries = command(KeepSeries, async (ctx, { id, title, description, slug: asked }) => {
	authorize(ctx.actor, 'series.arrange', mayArrange, null);
	const row = { title, description, changed: ctx.now };
	const kept = id ? await change(ctx, id, row, slugOf(asked ?? '')) : await begin(ctx, row, slugOf(asked || title));
	ctx.record({ name: seriesChanged, about: [seriesThing(kept.id), 'series'], data: { series: kept.id } });
	return kept;
});

interface Words {
	title: string;
	description: string;
	changed: Date;
}

/** A new one, at the first free address. One that leads to another series is not free. */
async function begin(ctx: Ctx, row: Words, wanted: string): Promise<{ id: number; slug: string }> {
	const stem = wanted || 'series';
	for (let number = 1; ; number++) {
		const slug = number === 1 ? stem : `${stem}-${number}`;
		const former = ctx.db.selectFrom('content.former_series_slug').select('slug').where('slug', '=', slug);
		if (await former.executeTakeFirst()) continue;
		const made = await ctx.db
			.insertInto('content.series')
			.values({ ...row, slug, created: ctx.now, created_by: memberOf(ctx.actor) })
			.onConflict((conflict) => conflict.column('slug').doNothing())
			.returning(['id', 'slug'])
			.executeTakeFirst();
		if (!made) continue;
		await takeGone(ctx, seriesPath(slug));
		return made;
	}
}

async function change(ctx: Ctx, id: number, row: Words, wanted: string): Promise<{ id: number; slug: string }> {
	const { slug: before } = await findForUpdate(ctx, id);
	const slug = wanted || before;
	if (slug !== before) {
		const other = await ctx.db.selectFrom('content.series').select('title').where('slug', '=', slug).executeTakeFirst();
		const at = { address: seriesPath(slug), fields: [{ path: 'slug', key: 'page-address' }] };
		if (other) throw new Problem('series.address-taken', 409, { title: other.title, ...at });
		await ctx.db.deleteFrom('content.former_series_slug').where('slug', '=', slug).execute();
		await takeGone(ctx, seriesPath(slug));
		await ctx.db
			.insertInto('content.former_series_slug')
			.values({ slug: before, series: id, left_behind: ctx.now })
			.onConflict((conflict) => conflict.column('slug').doUpdateSet({ series: id, left_behind: ctx.now }))
			.execute();
	}
	await ctx.db
		.updateTable('content.series')
		.set({ ...row, slug })
		.where('id', '=', id)
		.execute();
	return { id, slug };
}

async function findForUpdate(ctx: Ctx, id: number) {
	const series = await ctx.db
		.selectFrom('content.series')
		.select(['id', 'slug', 'title'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!series) throw notFound('series');
	return series;
}

/** The articles of a series in the order that is wanted; those not named leave it. */
export const orderSeries = command(z.object({ id, articles: z.array(id).max(500) }), async (ctx, { id, articles }) => {
	authorize(ctx.actor, 'series.arrange', mayArrange, null);
	await findForUpdate(ctx, id);
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

export const DeleteSeries = z.object({
	id,
	/** Where its addresses lead: an address of this site. Absent: they say that it is gone. */
	leadsTo: z.string().trim().max(2000, 'too-long').optional(),
});

/**
 * Ends a series; its articles stay where they are. If readers knew it, its addresses lead where they are told to, or say that
 * it is gone. Safe to run twice. Throws Problem `input.invalid` for a target that is not there or is the series itself.
 */
export const deleteSeries = command(DeleteSeries, async (ctx, { id, leadsTo }) => {
	authorize(ctx.actor, 'series.arrange', mayArrange, null);
	const { rows } = await sql<{ slug: string; title: string; former: string[]; known: boolean }>`
		select slug, title, array(select f.slug from content.former_series_slug f where f.series = s.id) as former,
			exists (select from content.article a where a.series = s.id and a.thread is not null) as known
		from content.series s where id = ${id} for update`.execute(ctx.db);
	const series = rows[0];
	if (!series) return;
	const path = seriesPath(series.slug);
	const target = leadsTo ? await readTarget(ctx, leadsTo, path) : { leads_to_article: null, leads_to: null };
	if (series.known) {
		const paths = [path, ...series.former.map(seriesPath)];
		await leadOnFrom(ctx, paths, target);
		await leaveGone(ctx, { paths, title: series.title, target });
	}
	await ctx.db.deleteFrom('content.series').where('id', '=', id).execute();
	const { slug, title, known } = series;
	const data = { series: id, slug, title, known, leadsTo: target.leads_to_article ?? target.leads_to };
	ctx.record({ name: seriesDeleted, about: [seriesThing(id), 'series'], data });
});
