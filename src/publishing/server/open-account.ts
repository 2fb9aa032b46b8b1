import type { Ctx } from '#platform/context/context.ts';
import { networkCalled } from '#network/known-networks.ts';
import type { Network, OwnAccount } from '#network/network.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import type { Usage } from '#network/usage.ts';
import { Problem } from '#platform/problem.ts';
import { keepUsage } from '#publishing/server/commands/keep-usage.ts';
import { findApp } from '#publishing/server/find-app.ts';
import { renewAccount } from '#publishing/server/renew-account.ts';
import { unseal } from '#publishing/server/seal.ts';

export interface OpenedAccount {
	network: Network;
	account: OwnAccount;
}

/** The adapter and the connection of an account, to act for it. Throws NetworkProblem `auth-revoked` when it can no longer be used. */
export async function openAccount(ctx: Ctx, id: number): Promise<OpenedAccount & { noted: Usage[] }> {
	const row = await ctx.db
		.selectFrom('publishing.account')
		.select(['network', 'external_id', 'secret', 'renew'])
		.where('id', '=', id)
		.where('disconnected', 'is', null)
		.executeTakeFirst();
	if (!row) throw new NetworkProblem('auth-revoked', { code: 'no account' });
	const noted: Usage[] = [];
	try {
		const network = networkCalled(row.network);
		const account = {
			id: row.external_id,
			connection: unseal(ctx.site, row.secret),
			app: (await findApp(ctx, row.network))?.app ?? null,
			note: (usage: Usage) => void noted.push(usage),
		};
		const due = row.renew !== null && row.renew <= ctx.now;
		return { network, account: due ? await renewAccount(ctx, id, network, account) : account, noted };
	} catch (error) {
		if (error instanceof NetworkProblem) throw error;
		throw new NetworkProblem('auth-revoked', { code: error instanceof Problem ? error.code : 'secret' });
	}
}

/** Acts for an account, and takes down afterwards what the network said of its allowances. */
export async function actFor<R>(ctx: Ctx, id: number, work: (opened: OpenedAccount) => Promise<R>): Promise<R> {
	const { network, account, noted } = await openAccount(ctx, id);
	try {
		return await work({ network, account });
	} finally {
		if (noted.length) await keepUsage(ctx, { network: network.name, account: account.id, noted });
	}
}
