import { sql } from 'kysely';
import { z } from 'zod';
import { memberOf } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { appealKey } from '#membership/server/index.ts';
import { mayFlag, mayKeepOrder } from '#moderation/policy.ts';
import type { Reason, Verdict } from '#moderation/rules.ts';
import type { Standing } from '#moderation/standing.ts';
import { idField } from '#moderation/server/commands/flag-comment.ts';

interface Row {
	author: number | null;
	readable: boolean;
	flagged: boolean;
	flags: number;
	id: number | null;
	verdict: Verdict | null;
	reason: Reason | null;
	words: string | null;
	decided: Date | null;
	until: Date | null;
}

const nothing: Standing = {
	may: { flag: false, decide: false },
	flagged: false,
	decision: null,
	appeal: null,
	flags: 0,
};

/** Of a comment that the asker may read; whoever calls has asked. */
export const readStanding = query(z.object({ comment: idField }), async (ctx, { comment }): Promise<Standing> => {
	const member = memberOf(ctx.actor);
	if (member === null) return nothing;
	const { rows } = await sql<Row>`
		select c.author, c.hidden is null and c.deleted is null as readable,
			exists (select from moderation.flag f where f.comment = c.id and f.member = ${member}::bigint) as flagged,
			(select count(*)::int from moderation.flag f where f.comment = c.id and f.decision is null) as flags,
			d.id, d.verdict, d.reason, d.words, d.decided, s.until
		from community.comment c
		left join lateral (
			select * from moderation.decision made where made.comment = c.id and made.undone is null order by made.id desc limit 1
		) d on d.verdict <> 'keep'
		left join moderation.measure s on s.decision = d.id and s.lifted is null
		where c.id = ${comment}::bigint`.execute(ctx.db);
	const [row] = rows;
	if (!row) return nothing;
	const decide = mayKeepOrder(ctx.actor);
	const { id, verdict, reason, words, decided, until } = row;
	const told = (decide || row.author === member) && id !== null && verdict && reason && decided;
	return {
		may: { flag: row.readable && mayFlag(ctx.actor, row), decide },
		flagged: row.flagged,
		decision: told ? { id, verdict, reason, words: words ?? '', decided, until } : null,
		appeal: told && row.author === member ? `/appeal/${appealKey(ctx.site, { of: 'decision', id })}` : null,
		flags: decide ? row.flags : 0,
	};
});
