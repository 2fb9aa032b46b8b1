import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { hideComment, showComment, withholdComment } from '#community/server/index.ts';
import { decisionUndone, type DecisionMade } from '#moderation/events.ts';
import { mayKeepOrder } from '#moderation/policy.ts';
import { aboutDecision } from '#moderation/server/commands/decide-comment.ts';
import { idField } from '#moderation/server/commands/flag-comment.ts';
import { loadDecided } from '#moderation/server/load-decided.ts';
import { liftMeasures } from '#moderation/server/take-measure.ts';

/** How a comment is brought to stand as it did. */
const back = { shown: showComment, hidden: hideComment, held: withholdComment };

/**
 * Takes a decision back: the comment stands as it did, its author has the word again, and what waited waits again. Safe to
 * run twice. Throws Problem `decision.not-found`, `decision.meanwhile` (a newer one holds), `comment.deleted`.
 */
export const undoDecision = command(z.object({ decision: idField }), async (ctx, { decision }) => {
	authorize(ctx.actor, 'comment.decide', mayKeepOrder, null);
	const made = await ctx.db
		.selectFrom('moderation.decision')
		.select(['id', 'comment', 'verdict', 'stood'])
		.where('id', '=', decision)
		.executeTakeFirst();
	if (!made) throw notFound('decision');
	const { comment, verdict } = made;
	const found = await loadDecided(ctx, comment);
	if (found.decision !== decision) {
		if (await undone(ctx, decision)) return { decision, comment };
		throw new Problem('decision.meanwhile', 409);
	}
	const stood = made.stood as keyof typeof back;
	await back[stood](ctx, { id: comment });
	await liftMeasures(ctx, { decision });
	await ctx.db
		.updateTable('moderation.decision')
		.set({ undone: ctx.now, undone_by: memberOf(ctx.actor) })
		.where('id', '=', decision)
		.execute();
	await ctx.db.updateTable('moderation.item').set({ decision: null }).where('decision', '=', decision).execute();
	await ctx.db.updateTable('moderation.flag').set({ decision: null }).where('decision', '=', decision).execute();
	const { thread, member } = found;
	const data = { decision, comment, thread, member, verdict, stood } satisfies DecisionMade;
	ctx.record({ name: decisionUndone, about: aboutDecision(comment, member), data: { ...data } });
	return { decision, comment };
});

async function undone(ctx: Ctx, decision: number): Promise<boolean> {
	const row = await ctx.db
		.selectFrom('moderation.decision')
		.select('undone')
		.where('id', '=', decision)
		.executeTakeFirst();
	return row !== undefined && row.undone !== null;
}
