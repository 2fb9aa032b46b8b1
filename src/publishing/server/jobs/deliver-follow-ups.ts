import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { attempt, type Outcome } from '#network/attempt.ts';
import { asNetworkProblem, NetworkProblem, passes } from '#network/network-problem.ts';
import { noteRefusal } from '#publishing/server/commands/keep-account.ts';
import { recordFollowUp } from '#publishing/server/commands/record-follow-up.ts';
import { takeFollowUp, type FollowUpTurn } from '#publishing/server/commands/take-follow-up.ts';
import { endsAccount } from '#publishing/server/ends-account.ts';
import { actFor } from '#publishing/server/open-account.ts';
import { renewSoon } from '#publishing/server/renew-account.ts';

/** Says what follows a post, one after the other in its order, as far as it goes now. */
export async function attemptFollowUps(ctx: Ctx, post: number): Promise<void> {
	for (;;) {
		const turn = await takeFollowUp(ctx, { post });
		if (!turn) return;
		if ('held' in turn) return comeBack(ctx, { post, when: turn.held });
		const outcome = await send(ctx, turn);
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

async function send(ctx: Ctx, { account: id, target, text, key, unsure, tried }: FollowUpTurn): Promise<Outcome> {
	let reached = false;
	try {
		return await actFor(ctx, id, ({ network, account }) => {
			const { reply, findReply } = network;
			if (!reply || !findReply) throw new NetworkProblem('permission', { code: 'not offered' });
			reached = true;
			return attempt({
				unsure,
				idempotency: network.answerIdempotency ?? network.idempotency,
				tried,
				now: ctx.now,
				create: () => reply(ctx, account, target, text, key),
				find: () => findReply(ctx, account, target, text, key, tried),
			});
		});
	} catch (error) {
		if (reached) throw error;
		// The account could not be opened: nothing was called this time.
		const problem = asNetworkProblem(error);
		if (passes(problem)) return { kind: 'again', unsure, problem };
		return { kind: unsure ? 'unconfirmed' : 'failed', problem };
	}
}

export const deliverFollowUps = job<{ post: number }>('publishing.deliver-follow-ups', {}, (ctx, { post }) =>
	attemptFollowUps(ctx, post),
);

/** Comes back when it may be tried again; should this be lost, the timer comes within a minute. */
const comeBack = command(z.object({ post: z.number(), when: z.date() }), async (ctx, { post, when }) => {
	ctx.queue(deliverFollowUps, { post }, { after: when });
});
