import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { mayKeepOrder } from '#moderation/policy.ts';
import { decideComment } from '#moderation/server/commands/decide-comment.ts';
import { idField } from '#moderation/server/commands/flag-comment.ts';
import { undoDecision } from '#moderation/server/commands/undo-decision.ts';
import { loadDecided } from '#moderation/server/load-decided.ts';

/**
 * Shows a comment again: whatever was decided against it is taken back, with the warning, silence or suspension that came with it, so that the
 * log and its author are told the same. Also one that was never shown. Safe to run twice. Throws Problem `comment.not-found`, `comment.deleted`.
 */
export const showAgain = command(z.object({ comment: idField }), async (ctx, { comment }) => {
	authorize(ctx.actor, 'comment.decide', mayKeepOrder, null);
	const { decision, verdict } = await loadDecided(ctx, comment);
	if (decision && verdict !== 'keep') await undoDecision(ctx, { decision });
	return decideComment(ctx, { comment, verdict: 'keep' });
});
