import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import type { Appealed } from '#membership/server/index.ts';
import type { AppealCase } from '#moderation/appeal.ts';

/** A case, with what only the commands need to know of it. */
export type LoadedCase = AppealCase & { member: number | null; comment: number | null; name: string };

type Row = Omit<LoadedCase, 'appeal'> & {
	said: string | null;
	appealed: Date | null;
	outcome: 'granted' | 'upheld' | null;
	answer: string | null;
};

/** What was decided about somebody, and their objection if there is one; null: it is not there (any more). */
export async function loadCase(ctx: Ctx, { of, id }: Appealed): Promise<LoadedCase | null> {
	const appeal = sql`a.words as said, a.appealed, a.outcome, a.answer`;
	const query =
		of === 'decision'
			? sql<Row>`
				select d.verdict, d.reason, d.words, d.decided, s.until, left(c.body_text, 300) as text, d.undone is not null as settled,
					d.member, d.comment, m.name, ${appeal}
				from moderation.decision d
				left join moderation.measure s on s.decision = d.id
				left join community.comment c on c.id = d.comment and c.deleted is null
				join membership.member m on m.id = d.member
				left join moderation.appeal a on a.decision = d.id
				where d.id = ${id}::bigint and d.verdict <> 'keep'`
			: of === 'measure'
				? sql<Row>`
					select case s.kind when 'warning' then 'warn' when 'silence' then 'silence' else 'suspend' end as verdict, s.reason, s.words,
						s.taken as decided, s.until, null as text, s.lifted is not null as settled, s.member, null as comment, m.name, ${appeal}
					from moderation.measure s join membership.member m on m.id = s.member
					left join moderation.appeal a on a.measure = s.id
					where s.id = ${id}::bigint and s.decision is null`
				: sql<Row>`
					select 'refused' as verdict, null as reason, p.reason as words, coalesce(p.refused, p.asked) as decided, null as until, null as text,
						p.refused is null as settled, null as member, null as comment, p.name, ${appeal}
					from membership.applicant p left join moderation.appeal a on a.applicant = p.id
					where p.id = ${id}::bigint`;
	const { rows } = await query.execute(ctx.db);
	const [row] = rows;
	if (!row) return null;
	const { said, appealed, outcome, answer, ...found } = row;
	return {
		...found,
		appeal: said === null || !appealed ? null : { words: said, appealed, outcome, answer: answer ?? '' },
	};
}
