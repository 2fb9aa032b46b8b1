import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import type { Kind } from '#transfer/item.ts';
import { commentDigest } from '#transfer/server/import/comment-digest.ts';
import type { KnownItems } from '#transfer/server/import/known-items.ts';
import type { Prepared } from '#transfer/server/import/prepared.ts';

interface Found {
	foreign: string;
	id: number;
	digest: string;
	mark: string;
}

/** What is known again: articles, and threads of a forum. */
type Place = 'article' | 'thread';

/** Everything of a kind by its name here, with its moment. */
const moments: Record<Place, RawBuilder<unknown>> = {
	article: sql`select 'article:' || id as home, published as moment from content.article`,
	thread: sql`select 'thread:' || id as home, opened as moment from community.thread`,
};

/**
 * What a source names otherwise than when it was brought is known again: an article or a thread by its former name, or by its
 * moment where exactly one of that moment came from there; a comment beneath it by its words. From then on it has the new
 * name, too.
 */
export async function recognise(
	ctx: Ctx,
	origin: string,
	items: readonly Prepared[],
	known: KnownItems,
): Promise<void> {
	const take = (kind: Kind, rows: readonly Found[]): void => {
		for (const { foreign, id, digest, mark } of rows) known.keep(kind, foreign, { id: Number(id), digest, mark });
	};
	for (const place of ['article', 'thread'] as const) {
		const asked = items.flatMap((one) =>
			one.kind === place && one.item.formerly && !known.find(place, one.item.id)
				? [{ foreign: one.item.id, former: one.item.formerly.id, moment: one.item.formerly.published }]
				: [],
		);
		if (asked.length) take(place, await findPlaces(ctx, origin, place, asked));
		const comments = items.flatMap((one) => {
			if (one.kind !== 'comment' || !one.item.formerly || (one.item.place ?? 'article') !== place) return [];
			const under = known.find('comment', one.item.id) ? undefined : known.find(place, one.item.under);
			return under ? [{ foreign: one.item.id, home: `${place}:${under.id}`, digest: commentDigest(one) }] : [];
		});
		if (comments.length) take('comment', await findComments(ctx, origin, place, comments));
	}
}

/** A name by which nothing has been known again yet: that of a digest. */
const old = '^[0-9a-f]{24}$';

async function findPlaces(ctx: Ctx, origin: string, place: Place, asked: readonly object[]): Promise<Found[]> {
	const { rows } = await sql<Found>`
		with asked as (
			select * from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as asked ("foreign" text, former text, moment timestamptz)
		), free as (
			select item.foreign_id, item.home, item.digest, item.mark, here.moment
			from transfer.item item join (${moments[place]}) as here on here.home = item.home
			where item.origin = ${origin}::text and item.kind = ${place}::text and item.foreign_id ~ ${old}::text and not exists (
				select from transfer.item other
				where other.origin = item.origin and other.kind = item.kind and other.home = item.home and other.foreign_id !~ ${old}::text
			)
		), found as (
			select asked."foreign", free.*, free.foreign_id = asked.former as named,
				count(*) over (partition by asked."foreign") as choices,
				count(*) over (partition by free.foreign_id) as askers
			from asked join free on free.foreign_id = asked.former or free.moment = asked.moment
		)
		select distinct on ("foreign") "foreign", split_part(home, ':', 2)::bigint as id, digest, mark
		from found where named or (choices = 1 and askers = 1)
		order by "foreign", named desc`.execute(ctx.db);
	return rows;
}

async function findComments(ctx: Ctx, origin: string, place: Place, asked: readonly object[]): Promise<Found[]> {
	const { rows } = await sql<Found>`
		select distinct on (asked."foreign") asked."foreign", split_part(item.home, ':', 2)::bigint as id, item.digest, item.mark
		from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as asked ("foreign" text, home text, digest text)
		join transfer.item above
			on above.origin = ${origin}::text and above.kind = ${place}::text and above.home = asked.home and above.foreign_id ~ ${old}::text
		join transfer.item item
			on item.origin = above.origin and item.kind = 'comment' and item.digest = asked.digest
			and starts_with(item.foreign_id, above.foreign_id || ' ')
		order by asked."foreign", item.foreign_id`.execute(ctx.db);
	return rows;
}
