import { sql } from 'kysely';
import {
	articleChanged,
	articleImported,
	articlePublished,
	pageChanged,
	pageImported,
	pagePublished,
	seriesChanged,
} from '#content/events.ts';
import { eventKept, eventPublished } from '#gathering/events.ts';
import type { Ctx, RecordedFact } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { drawSocialPicture } from '#media/server/index.ts';
import { homeThing } from '#seo/share-picture.ts';

/** What has a share card of its own, by the name under which a fact tells of it. */
const kinds = ['article', 'page', 'series', 'event'] as const;

/**
 * Draws the share pictures of published articles and pages, of series, of what there is to come to and of the house itself: of the one that a fact is
 * about, of all when the brand has another look, and every hour of those that were published before. What is as it was is
 * not drawn again, so that it goes on where it was stopped.
 */
export const drawSocialPictures = job<RecordedFact | object>(
	'seo.draw-social-pictures',
	{
		on: [
			...[articlePublished, articleChanged, articleImported, pagePublished, pageImported, pageChanged, seriesChanged],
			...[eventPublished, eventKept, 'brand.changed'],
		],
		every: '23 * * * *',
		patient: true,
	},
	async (ctx, fact) => {
		// Not from what this process keeps of the brand: it may not have heard yet of the change that this job is about.
		const { tagline, ...dress } = await ctx.db
			.selectFrom('site.brand')
			.select(['name', 'colour', 'logo', 'tagline'])
			.executeTakeFirstOrThrow();
		const one = thingOf(fact);
		const named = await listTitles(ctx, one);
		if (!one && dress.name) named.unshift({ thing: homeThing, title: tagline || dress.name });
		for (const { thing, title } of named) await drawSocialPicture(ctx, { thing, title, dress });
	},
);

const thingOf = (fact: RecordedFact | object): string | null => {
	if (!('data' in fact)) return null;
	const kind = kinds.find((name) => typeof fact.data[name] === 'number');
	return kind ? `${kind}:${String(fact.data[kind])}` : null;
};

/** The newest first. */
async function listTitles(ctx: Ctx, one: string | null): Promise<{ thing: string; title: string }[]> {
	const { rows } = await sql<{ thing: string; title: string }>`
		select thing, title from (
			select 'article:' || id as thing, title, published from content.article where published <= ${ctx.now}
			union all
			select 'page:' || id, title, published from content.page where published <= ${ctx.now}
			union all
			select 'series:' || series.id, series.title, max(article.published)
			from content.series series join content.article article on article.series = series.id and article.published <= ${ctx.now}
			group by series.id
			union all
			select 'event:' || id, title, published from gathering.gathering where published is not null
		) shown
		where ${one}::text is null or thing = ${one}
		order by published desc`.execute(ctx.db);
	return rows;
}
