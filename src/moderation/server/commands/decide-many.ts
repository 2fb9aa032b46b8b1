import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { mayKeepOrder } from '#moderation/policy.ts';
import { DecideComment, decideComment } from '#moderation/server/commands/decide-comment.ts';
import { idField } from '#moderation/server/commands/flag-comment.ts';
import { undoDecision } from '#moderation/server/commands/undo-decision.ts';

/** Most comments or decisions at once. */
const most = 100;

export const DecideMany = DecideComment.omit({ comment: true, seen: true }).extend({
	comments: z.array(idField).min(1, 'missing').max(most, 'too-many'),
});

/** Decides the same about several comments, in one transaction. `refused`: those that could not be decided, with the reason's code. */
export const decideMany = command(DecideMany, (ctx, { comments, ...decision }) =>
	each(ctx, comments, async (comment) => (await decideComment(ctx, { ...decision, comment })).decision),
);

/** Takes several decisions back. */
export const undoMany = command(
	z.object({ decisions: z.array(idField).min(1, 'missing').max(most, 'too-many') }),
	(ctx, { decisions }) => each(ctx, decisions, async (decision) => (await undoDecision(ctx, { decision })).decision),
);

async function each(ctx: Ctx, ids: readonly number[], work: (id: number) => Promise<number>) {
	authorize(ctx.actor, 'comment.decide', mayKeepOrder, null);
	const decisions: number[] = [];
	const refused: { id: number; code: string }[] = [];
	// In one order for everybody, so that two bulk actions never wait for each other.
	for (const id of [...new Set(ids)].sort((one, other) => one - other)) {
		try {
			decisions.push(await work(id));
		} catch (error) {
			// What is wrong with one comment is found before anything about it is changed; a wrong form is wrong for all.
			if (!(error instanceof Problem) || error.code === 'input.invalid') throw error;
			refused.push({ id, code: error.code });
		}
	}
	return { decisions, refused };
}
