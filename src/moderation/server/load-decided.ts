import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import type { Reason, Verdict } from '#moderation/rules.ts';

/** A comment and what was decided about it last, as a decision needs to know them. */
export interface Decided {
	thread: number;
	member: number | null;
	/** Of its author. */
	role: string | null;
	stood: 'shown' | 'hidden' | 'held';
	/** The newest decision that holds; null: none. */
	decision: number | null;
	verdict: Verdict | null;
	reason: Reason | null;
	/** How often its author was silenced, without what was lifted by taking a decision back. */
	silences: number;
	/** And how often they were shut out. */
	suspensions: number;
}

/** Takes the comment's turn, so that two people decide one after the other, and reads. Throws Problem `comment.not-found`, `comment.deleted`. */
export async function loadDecided(ctx: Ctx, comment: number): Promise<Decided> {
	await sql`select pg_advisory_xact_lock(hashtextextended(${`decide ${comment}`}::text, 503))`.execute(ctx.db);
	const { rows } = await sql<Decided & { deleted: Date | null }>`
		select c.thread, c.author as member, m.role, c.deleted,
			case when c.held is not null then 'held' when c.hidden is not null then 'hidden' else 'shown' end as stood,
			last.id as decision, last.verdict, last.reason,
			(select count(*)::int from moderation.measure s where s.member = c.author and s.kind = 'silence' and s.lifted is null) as silences,
			(select count(*)::int from moderation.measure s where s.member = c.author and s.kind = 'suspension' and s.lifted is null) as suspensions
		from community.comment c
		left join membership.member m on m.id = c.author
		left join lateral (
			select d.id, d.verdict, d.reason from moderation.decision d
			where d.comment = c.id and d.undone is null order by d.id desc limit 1
		) last on true
		where c.id = ${comment}::bigint`.execute(ctx.db);
	const [found] = rows;
	if (!found) throw notFound('comment');
	if (found.deleted) throw new Problem('comment.deleted', 409);
	return found;
}
