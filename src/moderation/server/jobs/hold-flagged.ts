import { sql } from 'kysely';
import { reaction } from '#platform/job/job.ts';
import { withholdComment } from '#community/server/index.ts';
import { knownAfter } from '#community/trust.ts';
import { commentFlagged } from '#moderation/events.ts';
import { flagBrake } from '#moderation/rules.ts';

/**
 * Has a comment of somebody new wait when several people who are known here complained of it. Never of members who are known: a crowd does not
 * silence a critic. The author sees that it waits, and is told what became of it.
 */
export const holdFlagged = reaction('moderation.hold-flagged', [commentFlagged], async (ctx, fact) => {
	const comment = Number(fact.data['comment']);
	const month = new Date(ctx.now.getTime() - knownAfter * 86_400_000);
	const { rows } = await sql<{ flags: number }>`
		select count(*)::int as flags
		from community.comment c join membership.member m on m.id = c.author
		left join community.trust t on t.member = m.id
		join moderation.flag f on f.comment = c.id and f.decision is null
		join membership.member by on by.id = f.member and by.suspended is null
		left join community.trust bt on bt.member = by.id
		where c.id = ${comment}::bigint and c.hidden is null and c.deleted is null and m.role = 'member'
			and coalesce(t.level, 0) = 0 and m.joined > ${month}::timestamptz
			and (coalesce(bt.level, 0) > 0 or by.joined <= ${month}::timestamptz or by.role <> 'member')`.execute(ctx.db);
	if ((rows[0]?.flags ?? 0) < flagBrake.holdNewcomer) return;
	await withholdComment(ctx, { id: comment });
	await sql`
		update moderation.item set held_for = array_append(held_for, 'flags')
		where comment = ${comment}::bigint and not 'flags' = any(held_for)`.execute(ctx.db);
});
