import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { asNetworkProblem, NetworkProblem } from '#network/network-problem.ts';
import { noteRefusal } from '#publishing/server/commands/keep-account.ts';
import { recordAmendment } from '#publishing/server/commands/record-amendment.ts';
import { takeAmendment, type AmendmentTurn } from '#publishing/server/commands/take-amendment.ts';
import { composePost } from '#publishing/server/compose-post.ts';
import { endsAccount } from '#publishing/server/ends-account.ts';
import { actFor } from '#publishing/server/open-account.ts';
import { renewSoon } from '#publishing/server/renew-account.ts';

/** One attempt at changing a post where it stands, or at taking it back; never throws for what a network does. */
export async function attemptAmendment(ctx: Ctx, amendment: number): Promise<void> {
	const turn = await takeAmendment(ctx, { amendment });
	if (!turn) return;
	if ('held' in turn) return comeBack(ctx, { amendment, when: turn.held });
	const problem = await carryOut(ctx, turn);
	const when = await recordAmendment(ctx, { amendment, began: ctx.now, problem });
	if (when) await comeBack(ctx, { amendment, when });
	if (!problem) return;
	ctx.log.warn('post not changed', { post: turn.post, trouble: problem.trouble, ...problem.details });
	if (problem.trouble === 'auth-expired') await renewSoon(ctx, { account: turn.account });
	if (endsAccount(problem)) await noteRefusal(ctx, { account: turn.account, trouble: problem.trouble });
}

/** What the network had against it; null: it is done. */
async function carryOut(ctx: Ctx, { account, externalId, change }: AmendmentTurn): Promise<NetworkProblem | null> {
	try {
		await actFor(ctx, account, async ({ network, account: own }) => {
			if (!change && network.delete) return network.delete(ctx, own, externalId);
			if (change && network.edit)
				return network.edit(ctx, own, externalId, await composePost(ctx, change, network.limits));
			throw new NetworkProblem('permission', { code: 'not offered' });
		});
		return null;
	} catch (error) {
		return asNetworkProblem(error);
	}
}

export const amendPost = job<{ amendment: number }>('publishing.amend-post', { punctual: true }, (ctx, { amendment }) =>
	attemptAmendment(ctx, amendment),
);

/** Comes back when it may be tried again; should this be lost, the timer comes within a minute. */
const comeBack = command(z.object({ amendment: z.number(), when: z.date() }), async (ctx, { amendment, when }) => {
	ctx.queue(amendPost, { amendment }, { after: when });
});
