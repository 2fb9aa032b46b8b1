import { job } from '#platform/job/job.ts';
import { asNetworkProblem } from '#network/network-problem.ts';
import { callOf } from '#publishing/server/call-of.ts';
import { actFor } from '#publishing/server/open-account.ts';

/**
 * Asks the network of an account that was just connected to call when something happens. Where it does not agree, nothing
 * is lost but time: we look ourselves.
 */
export const greetAccount = job<{ account: number }>(
	'publishing.greet-account',
	{ retries: 3 },
	async (ctx, { account }) => {
		try {
			await actFor(ctx, account, async ({ network, account: own }) =>
				network.subscribe?.(ctx, own, await callOf(ctx, network.name)),
			);
		} catch (error) {
			const { trouble, details } = asNetworkProblem(error);
			ctx.log.info('a network will not call', { account, trouble, ...details });
		}
	},
);
