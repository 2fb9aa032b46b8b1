import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { noteRefusal } from '#publishing/server/commands/keep-account.ts';
import { recordFollowUp } from '#publishing/server/commands/record-follow-up.ts';
import { takeFollowUp } from '#publishing/server/commands/take-follow-up.ts';
import { endsAccount } from '#publishing/server/ends-account.ts';
import { renewSoon } from '#publishing/server/renew-account.ts';
import { replyOnce } from '#publishing/server/reply-once.ts';

/** Says what follows a post, one after the other in its order, as far as it goes now. */
export async function attemptFollowUps(ctx: Ctx, post: number): Promise<void> {
	for (;;) {
		const turn = await takeFollowUp(ctx, { post });
		if (!turn) return;
		if ('held' in turn) return comeBack(ctx, { post, when: turn.held });
		const outcome = await replyOnce(ctx, turn);
		const when = await recordFollowUp(ctx, { followUp: turn.id, outcome, began: ctx.now });
		if (outcome.kind === 'published') continue;
		const { trouble, details } = outcome.problem;
		ctx.log.warn('nothing said under a post', { post, outcome: outcome.kind, trouble, ...details });
		if (trouble === 'auth-expired') await renewSoon(ctx, { account: turn.account });
		if (endsAccount(outcome.problem)) await noteRefusal(ctx, { account: turn.account, trouble });
		if (when) await comeBack(ctx, { post, when });
		return;
	}
}

export const deliverFollowUps = job<{ post: number }>(
	'publishing.deliver-follow-ups',
	{ punctual: true },
	(ctx, { post }) => attemptFollowUps(ctx, post),
);

/** Comes back when it may be tried again; should this be lost, the timer comes within a minute. */
const comeBack = command(z.object({ post: z.number(), when: z.date() }), async (ctx, { post, when }) => {
	ctx.queue(deliverFollowUps, { post }, { after: when });
});
