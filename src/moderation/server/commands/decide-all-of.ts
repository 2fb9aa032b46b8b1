import { sql } from 'kysely';
import { authorize } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { mayKeepOrder } from '#moderation/policy.ts';
import { allOf } from '#moderation/rules.ts';
import { decideComment, DecideComment } from '#moderation/server/commands/decide-comment.ts';
import { decideMany } from '#moderation/server/commands/decide-many.ts';

/**
 * Decides about a comment, and takes away for the same published reason what else its author said lately: of somebody who came to advertise, in one
 * press. Only of members who are not at home here: whoever is has every word of theirs looked at. Each is a decision of its own, told, published and
 * taken back as any. Throws what `decideComment` throws, Problem `decision.no-author`, `decision.not-all` and `verdict: wrong` for to keep.
 */
export const decideAllOf = command(DecideComment, async (ctx, input) => {
	authorize(ctx.actor, 'comment.decide', mayKeepOrder, null);
	const { comment, verdict, reason, words } = input;
	if (verdict === 'keep') throw invalidInput([{ path: 'verdict', key: 'wrong' }]);
	const found = await ctx.db
		.selectFrom('community.comment as c')
		.leftJoin('membership.member as m', 'm.id', 'c.author')
		.leftJoin('community.trust as t', 't.member', 'c.author')
		.select(['c.author', 'm.role', 't.level'])
		.where('c.id', '=', comment)
		.executeTakeFirst();
	if (found?.author === null) throw new Problem('decision.no-author', 409);
	if (found && (found.role !== 'member' || (found.level ?? 0) >= allOf.below))
		throw new Problem('decision.not-all', 403);
	const { decision } = await decideComment(ctx, input);
	// Asked for when it is this one's turn: what was pressed twice finds nothing left.
	const others = await othersOf(ctx, { author: found?.author ?? 0, comment });
	if (!others.length) return { decisions: [decision], refused: [] };
	const rest = await decideMany(ctx, { comments: others, verdict: 'hide', reason, words });
	return { decisions: [decision, ...rest.decisions], refused: rest.refused };
});

async function othersOf(ctx: Ctx, { author, comment }: { author: number; comment: number }): Promise<number[]> {
	const { rows } = await sql<{ id: number }>`
		select id from community.comment
		where author = ${author}::bigint and id <> ${comment}::bigint and deleted is null and (hidden is null or held is not null)
			and posted > ${new Date(ctx.now.getTime() - allOf.days * 86_400_000)}::timestamptz
		order by id desc limit ${allOf.most}::int`.execute(ctx.db);
	return rows.map(({ id }) => id);
}
