import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { mayModerate } from '#community/policy.ts';
import { placed } from '#community/server/visible.ts';
import type { ThreadPlaces } from '#community/thread.ts';

/** A conversation of fewer comments is a few pages: the way on and back is enough. */
const long = 80;
/** Between half as many and this many places along a long one. */
const most = 8;

export const nowhere: ThreadPlaces = { previous: null, along: [] };

interface Asked {
	thread: { id: number; opening: number | null; comment_count: number };
	/** The cursor of the page that is read; 0: the first one. */
	after: number;
	/** Comments of the first level on a page. */
	size: number;
}

/**
 * Where else in a thread one can go from this page: the page before, and places along it. The places stand at round numbers (so many ids apart,
 * a power of two): they cost a look each however long the thread is, and keep their addresses while it grows.
 */
export async function readPlaces(ctx: Ctx, { thread, after, size }: Asked): Promise<ThreadPlaces> {
	if (!after && thread.comment_count < long) return nowhere;
	const stands = sql`c.thread = ${thread.id}::bigint and c.root is null and ${placed('c', thread.opening, mayModerate(ctx.actor))}`;
	const { rows } = await sql<{ previous: number | null; along: { after: number; posted: string }[] | null }>`
		with edge as materialized (
			select (select c.id from community.comment c where ${stands} order by c.id limit 1) as first,
				(select c.id from community.comment c where ${stands} order by c.id desc limit 1) as last
			where ${thread.comment_count >= long}::boolean
		),
		step as materialized (
			select first, last, (2 ^ ceil(log(2, greatest(2, (last - first)::numeric / ${most}::int))))::bigint as step from edge where last > first
		),
		found as (
			select distinct on (next.id) place.at, next.id, next.posted
			-- Without the limit the planner takes them for a thousand, and looks for a better plan each time.
			from (select at from step cross join generate_series((first / step + 1) * step, last - 1, step) as at limit ${sql.lit(most)}) place
			cross join lateral (
				select c.id, c.posted from community.comment c where c.id > place.at and ${stands} order by c.id limit 1
			) next
			order by next.id, place.at
		)
		select
			(select c.id from community.comment c where c.id <= ${after}::bigint and ${stands} order by c.id desc offset ${sql.lit(size)} limit 1) as previous,
			(select json_agg(json_build_object('after', at, 'posted', posted) order by id) from found) as along`.execute(ctx.db);
	const [row] = rows;
	return {
		previous: after ? (row?.previous ?? 0) : null,
		along: (row?.along ?? []).map(({ after: at, posted }) => ({ after: at, posted: new Date(posted) })),
	};
}
