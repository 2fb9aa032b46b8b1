import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { WaitingAppeal } from '#moderation/appeal.ts';
import { mayKeepOrder } from '#moderation/policy.ts';

/** Appeals that the queue shows. */
const most = 25;

/** Who objects and waits for an answer, longest first, each with what was decided and by whom. */
export const listAppeals = query(z.object({}), async (ctx): Promise<WaitingAppeal[]> => {
	authorize(ctx.actor, 'queue.read', mayKeepOrder, null);
	const { rows } = await sql<WaitingAppeal>`
		select a.id, a.words as said, a.appealed, a.member, d.comment, coalesce(m.name, p.name) as name, by.name as decider,
			coalesce(d.verdict, case s.kind when 'silence' then 'silence' when 'warning' then 'warn' when 'suspension' then 'suspend' end, 'refused') as verdict,
			coalesce(d.reason, s.reason) as reason, coalesce(d.words, s.words, p.reason) as words, coalesce(d.decided, s.taken, p.refused, a.appealed) as decided,
			coalesce(s.until, came.until) as until, left(c.body_text, 300) as text
		from moderation.appeal a
		left join moderation.decision d on d.id = a.decision
		left join moderation.measure came on came.decision = a.decision
		left join moderation.measure s on s.id = a.measure
		left join membership.applicant p on p.id = a.applicant
		left join membership.member m on m.id = a.member
		left join membership.member by on by.id = coalesce(d.decided_by, s.taken_by, p.refused_by)
		left join community.comment c on c.id = d.comment and c.deleted is null
		where a.answered is null
		order by a.appealed, a.id limit ${most}::int`.execute(ctx.db);
	return rows;
});
