import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import type { Network } from '#network/network.ts';
import { asNetworkProblem, passes } from '#network/network-problem.ts';

/** Asks a network on behalf of somebody who waits for the answer, and says a refusal in their words. */
export async function asking<R>(ctx: Ctx, network: Network, ask: () => Promise<R>): Promise<R> {
	try {
		return await ask();
	} catch (error) {
		if (error instanceof Problem) throw error;
		const problem = asNetworkProblem(error);
		const { trouble, details } = problem;
		ctx.log.warn('connecting failed', { network: network.name, trouble, ...details });
		const title = { network: network.title(ctx.locale), trouble };
		const silent = passes(problem) || trouble === 'unknown-outcome';
		throw silent ? new Problem('network.failed', 502, title) : new Problem('network.refused', 422, title);
	}
}
