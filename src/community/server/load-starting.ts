import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import type { ThreadKind } from '#community/kind.ts';
import { paceDepth, repeatedWithin } from '#community/rules.ts';
import { openCategory } from '#community/server/access.ts';
import { admitted } from '#community/server/admissions.ts';

/** All that decides whether somebody may start a thread here and now. */
export interface Starting {
	slug: string;
	started_by: string;
	barred: boolean;
	admitted: boolean;
	/** Members may speak here without their name. */
	anonymous: boolean;
	/** Kinds that the category offers. */
	kinds: ThreadKind[];
	joined: Date | null;
	/** How far the member is trusted, as it was written down last. */
	level: number;
	silenced: Date | null;
	last: Date | null;
	today: number;
	/** The same title within the last minute: a form that was sent twice. */
	repeated: boolean;
}

/** The category and how fast this member started threads lately; takes the member's turn, then looks. */
export async function loadStarting(
	ctx: Ctx,
	category: number,
	member: number,
	title: string,
): Promise<Starting | undefined> {
	await sql`select pg_advisory_xact_lock(hashtextextended(${`thread ${member}`}::text, 500))`.execute(ctx.db);
	const { rows } = await sql<Starting>`
		select c.slug, c.started_by, not ${openCategory(ctx.actor, 'c.id')} as barred,
			${admitted(ctx.actor)} as admitted, c.anonymous is not null as anonymous, c.kinds, m.joined, coalesce(trust.level, 0) as level, m.silenced_until as silenced, recent.*
		from community.category c
		left join membership.member m on m.id = ${member}::bigint
		left join community.trust on trust.member = ${member}::bigint
		left join lateral (
			select max(t.opened) as last,
				(count(*) filter (where t.opened > ${new Date(ctx.now.getTime() - 86_400_000)}::timestamptz and t.opened <= ${ctx.now}::timestamptz))::int as today,
				coalesce(bool_or(t.title = ${title}::text and t.opened > ${new Date(ctx.now.getTime() - repeatedWithin)}::timestamptz and t.opened <= ${ctx.now}::timestamptz), false) as repeated
			from (select title, opened from community.thread where author = ${member}::bigint order by id desc limit ${sql.lit(paceDepth)}) t
		) recent on true
		where c.id = ${category}::bigint`.execute(ctx.db);
	return rows[0];
}
