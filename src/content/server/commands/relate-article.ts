import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { articleThing } from '#content/article.ts';
import { articleRelated } from '#content/events.ts';
import { mayPurge } from '#content/policy.ts';

/** How many articles a page leads on to, and from which likeness on. */
const shown = 3;
const least = 3;

/** Most other articles whose lists are looked at when one changes. */
const neighbours = 24;

/**
 * How much two articles have in common: six for a tag, five for the series, one for each telling word, in one language.
 * The aliases are `a` and `o`.
 */
const likeness = sql<number>`(
	6 * cardinality(array(select unnest(o.tags) intersect select unnest(a.tags)))
	+ cardinality(array(select unnest(o.terms) intersect select unnest(a.terms)))
	+ case when o.series = a.series then 5 else 0 end)`;

const nearest = (limit: number) => sql`
	select o.id as other, ${likeness} as score from content.article o
	where o.published is not null and o.id <> a.id and o.locale = a.locale and a.published is not null
		and (o.tags && a.tags or o.terms && a.terms or o.series = a.series)
	order by score desc, o.published desc, o.id desc limit ${limit}`;

/**
 * Finds anew what an article leads on to, and what the articles lead on to that it may enter or leave. States a fact about
 * those whose list became another, so that exactly their pages are made again. Safe to run twice.
 */
export const relateArticle = command(z.object({ id: z.number().int().positive() }), async (ctx, { id }) => {
	authorize(ctx.actor, 'article.relate', mayPurge, null);
	const { rows } = await sql<{ id: number }>`
		select ${id}::bigint as id
		union select article from content.related where other = ${id}
		union select near.other from content.article a cross join lateral (${nearest(neighbours)}) near
		where a.id = ${id} and near.score >= ${least} and (
			(select count(*) from content.related r where r.article = near.other) < ${shown}
			or near.score >= (select min(r.score) from content.related r where r.article = near.other))`.execute(ctx.db);
	const changed = await relate(
		ctx,
		rows.map((row) => row.id),
	);
	for (const article of changed)
		ctx.record({ name: articleRelated, about: articleThing(article), data: { article, because: id } });
});

/** Makes the lists of these articles anew; returns those whose list became another. */
async function relate(ctx: Ctx, articles: readonly number[]): Promise<number[]> {
	const { rows } = await sql<{ article: number }>`
		with fresh as (
			select a.id as article, near.other, near.score, row_number() over (partition by a.id order by near.place)::int as position
			from content.article a cross join lateral (
				select *, row_number() over () as place from (${nearest(shown)}) as best
			) near
			where a.id = any(${sql.val(`{${articles.join(',')}}`)}::bigint[]) and near.score >= ${least}
		),
		old as (select article, other, position, score from content.related where article = any(${sql.val(`{${articles.join(',')}}`)}::bigint[])),
		removed as (
			delete from content.related r using old where r.article = old.article and r.other = old.other
				and not exists (select from fresh where fresh.article = old.article and fresh.other = old.other)
			returning r.article
		),
		kept as (
			insert into content.related (article, other, position, score) select article, other, position, score from fresh
			on conflict (article, other) do update set position = excluded.position, score = excluded.score
				where (related.position, related.score) is distinct from (excluded.position, excluded.score)
		)
		select coalesce(fresh.article, old.article) as article from fresh full join old using (article, other)
		where fresh.position is distinct from old.position group by 1`.execute(ctx.db);
	return rows.map((row) => row.article);
}
