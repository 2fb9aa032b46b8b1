import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Network, OwnAccount, Renewed } from '#network/network.ts';
import { asNetworkProblem, NetworkProblem } from '#network/network-problem.ts';
import { seal, unseal } from '#publishing/server/seal.ts';

/** How long a renewal that was begun is left alone, in milliseconds. */
const lease = 60_000;
/** When a renewal that failed is tried again, in milliseconds. */
const pause = 3_600_000;

/**
 * Renews a connection by the network's own model, in one process alone: where a key is used up by renewing, two that did
 * it at once would lose the account. What comes back is kept before anything else is done with it. Whoever comes in
 * between goes on with what there is. Throws NetworkProblem when the connection can no longer be used.
 */
export async function renewAccount(ctx: Ctx, id: number, network: Network, account: OwnAccount): Promise<OwnAccount> {
	if (!network.refresh) return account;
	const held = await takeRenewal(ctx, { account: id });
	if (!held) return account;
	// Somebody may have renewed it since it was read.
	const current = { ...account, connection: unseal(ctx.site, held.secret) };
	try {
		const renewed = await network.refresh(ctx, current);
		await keepRenewed(ctx, { account: id, renewed });
		return { ...current, connection: renewed.connection };
	} catch (error) {
		const problem = asNetworkProblem(error);
		ctx.log.warn('renewing failed', { account: id, trouble: problem.trouble, ...problem.details });
		await keepRenewed(ctx, { account: id, renewed: null });
		// A key that was taken back is said at once; for anything else the one that there is may still do.
		if (problem.trouble === 'auth-revoked' || problem.trouble === 'auth-expired')
			throw new NetworkProblem('auth-revoked', problem.details);
		return current;
	}
}

const takeRenewal = command(z.object({ account: z.number() }), async (ctx, { account }) =>
	ctx.db
		.updateTable('publishing.account')
		.set({ renewing: ctx.now })
		.where('id', '=', account)
		.where('renew', '<=', ctx.now)
		.where((eb) => eb.or([eb('renewing', 'is', null), eb('renewing', '<', new Date(ctx.now.getTime() - lease))]))
		.returning('secret')
		.executeTakeFirst(),
);

const keepRenewed = command(
	z.object({ account: z.number(), renewed: z.custom<Renewed | null>() }),
	async (ctx, { account, renewed }) => {
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
			.where('id', '=', account)
			.execute();
	},
);

/** The network says that the key has run out: it is renewed before the next call. */
export const renewSoon = command(z.object({ account: z.number() }), async (ctx, { account }) => {
	await ctx.db.updateTable('publishing.account').set({ renew: ctx.now }).where('id', '=', account).execute();
});
