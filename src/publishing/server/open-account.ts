import type { Ctx } from '#platform/context/context.ts';
import { networkCalled } from '#network/known-networks.ts';
import type { Network, OwnAccount } from '#network/network.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import type { Usage } from '#network/usage.ts';
import { Problem } from '#platform/problem.ts';
import { keepUsage } from '#publishing/server/commands/keep-usage.ts';
import { renewAccount } from '#publishing/server/renew-account.ts';
import { unseal } from '#publishing/server/seal.ts';

export interface OpenedAccount {
	network: Network;
	account: OwnAccount;
}

/** What is kept of an account to act for it, as it is kept. */
export interface SealedAccount {
	network: string;
	external_id: string;
	secret: string;
	/** When its connection is to be renewed. */
	renew: Date | null;
	/** The site's own app on the network; null: there is none. */
	app: string | null;
}

/** The adapter and the connection of an account, to act for it. Throws NetworkProblem `auth-revoked` when it can no longer be used. */
export async function openAccount(ctx: Ctx, id: number): Promise<OpenedAccount & { noted: Usage[] }> {
	const row = await ctx.db
		.selectFrom('publishing.account as account')
		.leftJoin('publishing.app as app', 'app.network', 'account.network')
		.select(['account.network', 'account.external_id', 'account.secret', 'account.renew', 'app.secret as app'])
		.where('account.id', '=', id)
		.where('account.disconnected', 'is', null)
		.executeTakeFirst();
	return openSealed(ctx, id, row ?? null);
}

/** The same, of an account that was read already; null: nothing acts for it any more. */
export async function openSealed(
	ctx: Ctx,
	id: number,
	row: SealedAccount | null,
): Promise<OpenedAccount & { noted: Usage[] }> {
	if (!row) throw new NetworkProblem('auth-revoked', { code: 'no account' });
	const noted: Usage[] = [];
	try {
		const network = networkCalled(row.network);
		const account = {
			id: row.external_id,
			connection: unseal(ctx.site, row.secret),
			app: row.app === null ? null : unseal(ctx.site, row.app, 'app'),
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
