import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { mostCounted, type TrustRecord } from '#community/trust.ts';

/** Own comments whose answers are looked at: the newest. */
const mostOwn = 200;

/** What these members did here, as far as trust looks; whoever is not there is left out. */
export async function readRecords(ctx: Ctx, members: readonly number[]): Promise<(TrustRecord & { member: number })[]> {
	const { rows } = await sql<TrustRecord & { member: number }>`
		select m.id as member, m.joined, seen.count as read, said.count as said, heard.count as heard, taken.count as taken
		from membership.member m
		cross join lateral (select count(*)::int from (
			select from community.reading r where r.member = m.id and r.seen_comment is not null limit ${sql.lit(mostCounted.read)}
		) x) seen
		cross join lateral (select count(*)::int from (
			select from community.comment c where c.author = m.id and c.hidden is null and c.deleted is null limit ${sql.lit(mostCounted.said)}
		) x) said
		cross join lateral (select count(*)::int from (
			select distinct who from (
				with own as materialized (
					select id from community.comment c where c.author = m.id and c.hidden is null and c.deleted is null order by id desc limit ${sql.lit(mostOwn)}
				)
				select a.author as who from own join community.comment a on a.parent = own.id
				where a.author <> m.id and a.hidden is null and a.deleted is null
				union all
				select x.member from own join community.reaction x on x.comment = own.id where x.member <> m.id
			) everybody limit ${sql.lit(mostCounted.heard)}
		) x) heard
		cross join lateral (select count(*)::int from (
			select from community.comment c where c.author = m.id and c.hidden is not null and c.held is null
				and c.posted > ${new Date(ctx.now.getTime() - 90 * 86_400_000)}::timestamptz limit 10
		) x) taken
		where m.id = any(${members}::bigint[])`.execute(ctx.db);
	return rows;
}
