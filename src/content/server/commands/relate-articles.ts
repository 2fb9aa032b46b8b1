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

const many = (ids: readonly number[]) => sql`${sql.val(`{${ids.join(',')}}`)}::bigint[]`;

/**
 * How much these articles have in common with every other one that readers see: six for a tag, five for the series, one for
 * each telling word, in one language. It goes from what an article says to who says the same by the indexes; comparing the
 * words of all pairs would take a hundred times as long.
 */
const scored = (ids: readonly number[]) => sql`(
	select hit.article, o.id as other, sum(hit.weight)::int as score, o.published
	from (
		select a.id as article, said.id as other, 6 as weight from content.article a
			cross join lateral (select distinct unnest(a.tags) as tag) as own
			join content.article said on said.tags @> array[own.tag] and said.published is not null where a.id = any(${many(ids)})
		union all
		select a.id, said.id, 1 from content.article a
			cross join lateral (select distinct unnest(a.terms) as term) as own
			join content.article said on said.terms @> array[own.term] and said.published is not null where a.id = any(${many(ids)})
		union all
		select a.id, said.id, 5 from content.article a
			join content.article said on said.series = a.series and said.published is not null where a.id = any(${many(ids)})
	) as hit
	join content.article a on a.id = hit.article and a.published is not null
	join content.article o on o.id = hit.other and o.locale = a.locale and o.id <> a.id
	group by hit.article, o.id having sum(hit.weight) >= ${least})`;

/** A place in a list: the first of two is what is more alike, newer, or came later. */
interface Place {
	other: number;
	score: number;
	published: Date;
}
const order = (one: Place, two: Place): number =>
	two.score - one.score || two.published.getTime() - one.published.getTime() || two.other - one.other;

/**
 * Finds anew what articles lead on to, and what the articles lead on to that they may enter or leave. States a fact about
 * those whose list became another, so that exactly their pages are made again. Safe to run twice.
 */
export const relateArticles = command(
	z.object({ ids: z.array(z.number().int().positive()).max(500) }),
	async (ctx, { ids }) => {
		authorize(ctx.actor, 'article.relate', mayPurge, null);
		const changed = new Set(ids);
		const [because] = changed;
		if (because === undefined) return;
		const own = await placesOf(ctx, ids);
		const near = [...own.values()].flatMap((list) => list.slice(0, neighbours).map(({ other }) => other));
		const before = await listsWith(ctx, ids, [...new Set(near)]);
		const fresh = new Map(ids.map((id) => [id, (own.get(id) ?? []).slice(0, shown)]));
		const entering = await placesIn(ctx, own);
		const again: number[] = [];
		for (const [article, list] of before) {
			if (changed.has(article)) continue;
			const rest = list.filter(({ other }) => !changed.has(other));
			const made = [...rest, ...(entering.get(article) ?? [])].sort(order).slice(0, shown);
			if (isCertain(list, made, changed)) fresh.set(article, made);
			else again.push(article);
		}
		if (again.length) {
			const all = await placesOf(ctx, again);
			for (const article of again) fresh.set(article, (all.get(article) ?? []).slice(0, shown));
		}
		for (const article of await keepLists(ctx, fresh))
			ctx.record({ name: articleRelated, about: articleThing(article), data: { article, because } });
	},
);

/**
 * True where nobody outside of a list can have a place in what was made of it. A list with room may never have been made.
 * All outside came after its last; so what stands last now must not come after that. Of one that changed itself it is not
 * known any more when it had been published: then only more likeness makes certain.
 */
function isCertain(list: readonly Place[], made: readonly Place[], changed: ReadonlySet<number>): boolean {
	const [was, last] = [list.at(-1), made.at(-1)];
	if (!was || !last || list.length < shown || made.length < shown) return false;
	if (!changed.has(last.other)) return true;
	return changed.has(was.other) ? last.score > was.score : order(last, was) < 0;
}

/** The places that these articles have among what is alike to others: likeness is mutual. */
async function placesIn(ctx: Ctx, own: ReadonlyMap<number, readonly Place[]>): Promise<Map<number, Place[]>> {
	if (!own.size) return new Map();
	const rows = await ctx.db
		.selectFrom('content.article')
		.select(['id', 'published'])
		.where('id', 'in', [...own.keys()])
		.execute();
	const places = new Map<number, Place[]>();
	for (const { id, published } of rows)
		for (const { other, score } of (published && own.get(id)) || []) {
			const list = places.get(other) ?? [];
			places.set(other, list);
			list.push({ other: id, score, published: published as Date });
		}
	return places;
}

/** What is alike to each of these articles, the nearest first. */
async function placesOf(ctx: Ctx, ids: readonly number[]): Promise<Map<number, Place[]>> {
	const { rows } = await sql<Place & { article: number }>`
		select article, other, score, published from ${scored(ids)} as near`.execute(ctx.db);
	const places = Map.groupBy(
		rows.map((row) => ({ ...row, article: Number(row.article), other: Number(row.other) })),
		(row) => row.article,
	);
	for (const list of places.values()) list.sort(order);
	return places;
}

/** The lists as they are of those near, and of those that lead on to one of these articles; in their order. */
async function listsWith(ctx: Ctx, ids: readonly number[], near: readonly number[]): Promise<Map<number, Place[]>> {
	const { rows } = await sql<{ article: number; other: number | null; score: number; published: Date | null }>`
		select asked.article, r.other, r.score, o.published
		from (
			select unnest(${many(near)}) as article union select article from content.related where other = any(${many(ids)})
		) as asked
		left join content.related r on r.article = asked.article
		left join content.article o on o.id = r.other
		order by asked.article, r.position`.execute(ctx.db);
	const lists = new Map<number, Place[]>();
	for (const { article, other, score, published } of rows) {
		const list = lists.get(Number(article)) ?? [];
		lists.set(Number(article), list);
		// One that is not public any more stands in no list; its own turn comes.
		if (other !== null && published) list.push({ other: Number(other), score, published });
	}
	return lists;
}

/** Writes these lists; returns the articles whose list became another. */
async function keepLists(ctx: Ctx, lists: ReadonlyMap<number, readonly Place[]>): Promise<number[]> {
	const places = [...lists].flatMap(([article, list]) =>
		list.map(({ other, score }, place) => ({ article, other, score, position: place + 1 })),
	);
	const { rows } = await sql<{ article: number }>`
		with fresh as (
			select * from jsonb_to_recordset(${JSON.stringify(places)}::text::jsonb)
				as fresh (article bigint, other bigint, score int, position int)
		),
		old as (select article, other, position, score from content.related where article = any(${many([...lists.keys()])})),
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
	return rows.map((row) => Number(row.article));
}
