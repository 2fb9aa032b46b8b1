import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { attempt, notReached, type Outcome } from '#network/attempt.ts';
import { noteRefusal } from '#publishing/server/commands/keep-account.ts';
import { keepStaged } from '#publishing/server/commands/keep-staged.ts';
import { recordOutcome } from '#publishing/server/commands/record-outcome.ts';
import { takeTurn, type PostTurn } from '#publishing/server/commands/take-turn.ts';
import { composePost } from '#publishing/server/compose-post.ts';
import { endsAccount } from '#publishing/server/ends-account.ts';
import { actFor } from '#publishing/server/open-account.ts';
import { renewSoon } from '#publishing/server/renew-account.ts';
import { collectPost } from '#publishing/server/jobs/collect-post.ts';

/**
 * One attempt at sending a post, and what came of it. It never throws for what a network does: the pause before the next
 * try is kept with the post, where it can be seen.
 */
export async function attemptPost(ctx: Ctx, post: number): Promise<void> {
	const turn = await takeTurn(ctx, { post });
	if (!turn) return;
	if ('held' in turn) return comeBack(ctx, { post, when: turn.held });
	if ('next' in turn) return comeBack(ctx, { post: turn.next });
	const outcome = await send(ctx, post, turn);
	const { when, next } = await recordOutcome(ctx, { post, outcome, began: ctx.now });
	if (when) await comeBack(ctx, { post, when });
	if (next) await comeBack(ctx, { post: next });
	if (outcome.kind === 'published') {
		// What others wait behind is looked after by the timer.
		if (!next) await collectPost(ctx, post);
		return;
	}
	ctx.log.warn('post not published', {
		post,
		outcome: outcome.kind,
		trouble: outcome.problem.trouble,
		...outcome.problem.details,
	});
	if (outcome.problem.trouble === 'auth-expired') await renewSoon(ctx, { account: turn.account });
	if (endsAccount(outcome.problem)) await noteRefusal(ctx, { account: turn.account, trouble: outcome.problem.trouble });
}

async function send(ctx: Ctx, post: number, turn: PostTurn): Promise<Outcome> {
	const { key, unsure, tried } = turn;
	let reached = false;
	try {
		return await actFor(ctx, turn.account, async ({ network, account }) => {
			const outgoing = await composePost(ctx, turn, network.limits);
			const staged = turn.staged ?? (network.stage && !unsure ? await network.stage(ctx, account, outgoing) : null);
			if (staged !== turn.staged) await keepStaged(ctx, { post, staged });
			const ready = { ...outgoing, staged };
			reached = true;
			return attempt({
				unsure,
				idempotency: network.idempotency,
				tried,
				now: ctx.now,
				create: () => network.publish(ctx, account, ready, key),
				find: () => network.findPublished(ctx, account, ready, key, tried),
			});
		});
	} catch (error) {
		if (reached) throw error;
		return notReached(error, unsure);
	}
}

export const deliverPost = job<{ post: number }>('publishing.deliver-post', {}, (ctx, { post }) =>
	attemptPost(ctx, post),
);

/** Comes back at once, or at the very moment at which a post may be tried again; should this be lost, the timer comes within a minute. */
const comeBack = command(z.object({ post: z.number(), when: z.date().optional() }), async (ctx, { post, when }) => {
	ctx.queue(deliverPost, { post }, when ? { after: when } : {});
});
