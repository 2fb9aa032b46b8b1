import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { attempt, type Outcome } from '#network/attempt.ts';
import { asNetworkProblem, type NetworkProblem } from '#network/network-problem.ts';
import { noteRefusal } from '#publishing/server/commands/connect-account.ts';
import { recordOutcome } from '#publishing/server/commands/record-outcome.ts';
import { takeTurn, type PostTurn } from '#publishing/server/commands/take-turn.ts';
import { openAccount } from '#publishing/server/open-account.ts';
import { collectPost } from '#publishing/server/jobs/collect-post.ts';

/**
 * One attempt at sending a post, and what came of it. It never throws for what a network does: the pause before the next
 * try is kept with the post, where it can be seen, and a timer comes back to it.
 */
export async function attemptPost(ctx: Ctx, post: number): Promise<void> {
	const turn = await takeTurn(ctx, { post });
	if (!turn) return;
	const outcome = await send(ctx, turn);
	await recordOutcome(ctx, { post, outcome });
	if (outcome.kind === 'published') {
		await collectPost(ctx, post);
		return;
	}
	ctx.log.warn('post not published', {
		post,
		outcome: outcome.kind,
		trouble: outcome.problem.trouble,
		...outcome.problem.details,
	});
	if (endsAccount(outcome.problem)) await noteRefusal(ctx, { account: turn.account, trouble: outcome.problem.trouble });
}

async function send(ctx: Ctx, { account, text, link, key, unsure, tried }: PostTurn): Promise<Outcome> {
	try {
		const { network, connection } = await openAccount(ctx, account);
		return await attempt({
			unsure,
			keyed: network.keyed,
			create: () => network.publish(ctx, connection, { text, link }, key),
			find: () => network.findPublished(ctx, connection, { text, link }, key, tried),
		});
	} catch (error) {
		// The account could not even be opened: nothing was called this time.
		return { kind: unsure ? 'unconfirmed' : 'failed', problem: asNetworkProblem(error) };
	}
}

/** Troubles after which every further call would fail too, until somebody connects the account again. */
export const endsAccount = ({ trouble }: NetworkProblem): boolean =>
	trouble === 'auth-revoked' || trouble === 'account-restricted';

export const deliverPost = job<{ post: number }>('publishing.deliver-post', {}, (ctx, { post }) =>
	attemptPost(ctx, post),
);
