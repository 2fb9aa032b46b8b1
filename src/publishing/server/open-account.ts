import type { Ctx } from '#platform/context/context.ts';
import { networkCalled } from '#network/known-networks.ts';
import type { Connection, Network } from '#network/network.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import { Problem } from '#platform/problem.ts';
import { unseal } from '#publishing/server/seal.ts';

/** The adapter and the connection of an account, to act for it. Throws NetworkProblem `auth-revoked` when it can no longer be used. */
export async function openAccount(ctx: Ctx, id: number): Promise<{ network: Network; connection: Connection }> {
	const account = await ctx.db
		.selectFrom('publishing.account')
		.select(['network', 'secret'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!account) throw new NetworkProblem('auth-revoked', { code: 'no account' });
	try {
		return { network: networkCalled(account.network), connection: unseal(ctx.site, account.secret) };
	} catch (error) {
		throw new NetworkProblem('auth-revoked', { code: error instanceof Problem ? error.code : 'secret' });
	}
}
