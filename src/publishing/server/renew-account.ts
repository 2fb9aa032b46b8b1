import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Connection, Network, OwnAccount, Renewed } from '#network/network.ts';
import { asNetworkProblem, NetworkProblem } from '#network/network-problem.ts';
import { seal, unseal } from '#publishing/server/seal.ts';

/** How long a renewal that was begun is left alone, in milliseconds. */
const lease = 60_000;
/** When a renewal that failed is tried again, in milliseconds. */
const pause = 3_600_000;

/**
 * Renews a connection by the network's own model, in one process alone: where a key is used up by renewing, two that did
 * it at once would lose the account. Accounts that were given one key together (boards, pages) are renewed together, by one call. What
 * comes back is kept before anything else is done with it. Whoever comes in between goes on with what there is. Throws NetworkProblem when the connection can no longer be used.
 */
export async function renewAccount(ctx: Ctx, id: number, network: Network, account: OwnAccount): Promise<OwnAccount> {
	if (!network.refresh) return account;
	const held = await takeRenewal(ctx, { account: id, network: network.name });
	if (!held) return account;
	// Somebody may have renewed it since it was read.
	const current = { ...account, connection: held.connection };
	const { accounts } = held;
	try {
		const renewed = await network.refresh(ctx, current);
		await keepRenewed(ctx, { accounts, renewed });
		return { ...current, connection: renewed.connection };
	} catch (error) {
		const problem = asNetworkProblem(error);
		ctx.log.warn('renewing failed', { account: id, trouble: problem.trouble, ...problem.details });
		await keepRenewed(ctx, { accounts, renewed: null });
		// A key that was taken back is said at once; for anything else the one that there is may still do.
		if (problem.trouble === 'auth-revoked' || problem.trouble === 'auth-expired')
			throw new NetworkProblem('auth-revoked', problem.details);
		return current;
	}
}

interface Held {
	connection: Connection;
	/** All that were given this key. */
	accounts: number[];
}

const takeRenewal = command(
	z.object({ account: z.number(), network: z.string() }),
	async (ctx, { account, network }): Promise<Held | null> => {
		const rows = await ctx.db
			.selectFrom('publishing.account')
			.select(['id', 'secret', 'renew', 'renewing'])
			.where('network', '=', network)
			.where('disconnected', 'is', null)
			.orderBy('id')
			.forNoKeyUpdate()
			.execute();
		const mine = rows.find(({ id }) => id === account);
		if (!mine?.renew || mine.renew > ctx.now) return null;
		const connection = unseal(ctx.site, mine.secret);
		const same = rows.filter((row) => row.id === account || isSame(ctx, row.secret, connection));
		const since = new Date(ctx.now.getTime() - lease);
		if (same.some(({ renewing }) => renewing && renewing >= since)) return null;
		const accounts = same.map(({ id }) => id);
		await ctx.db.updateTable('publishing.account').set({ renewing: ctx.now }).where('id', 'in', accounts).execute();
		return { connection, accounts };
	},
);

function isSame(ctx: Ctx, secret: string, connection: Connection): boolean {
	try {
		return isDeepStrictEqual(unseal(ctx.site, secret), connection);
	} catch {
		return false;
	}
}

const keepRenewed = command(
	z.object({ accounts: z.array(z.number()), renewed: z.custom<Renewed | null>() }),
	async (ctx, { accounts, renewed }) => {
		await ctx.db
			.updateTable('publishing.account')
			.set({
				renewing: null,
				...(renewed
					? {
							secret: seal(ctx.site, renewed.connection),
							renew: renewed.renew ?? null,
							...(renewed.expires === undefined ? {} : { expires: renewed.expires, warned: null }),
						}
					: { renew: new Date(ctx.now.getTime() + pause) }),
			})
			.where('id', 'in', accounts)
			.execute();
	},
);

/** The network says that the key has run out: it is renewed before the next call. */
export const renewSoon = command(z.object({ account: z.number() }), async (ctx, { account }) => {
	await ctx.db.updateTable('publishing.account').set({ renew: ctx.now }).where('id', '=', account).execute();
});
