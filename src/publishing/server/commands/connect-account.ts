import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { checkInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { practiceGround } from '#network/known-networks.ts';
import { asNetworkProblem } from '#network/network-problem.ts';
import { readBrand } from '#site/server/index.ts';
import { accountConnected, accountRefused } from '#publishing/events.ts';
import { mayConnect } from '#publishing/policy.ts';
import { seal } from '#publishing/server/seal.ts';

const Keep = z.object({
	network: z.string(),
	external_id: z.string(),
	name: z.string(),
	url: z.string().nullable(),
	connection: z.record(z.string(), z.string()),
});

/** Writes down an account that a network gave us; connected again, it is the same account with a new secret. */
const keepAccount = command(Keep, async (ctx, { network, external_id, name, url, connection }) => {
	authorize(ctx.actor, 'account.connect', mayConnect, null);
	const by = memberOf(ctx.actor);
	const fresh = {
		name,
		url,
		secret: seal(ctx.site, connection),
		connected: ctx.now,
		connected_by: by,
		refused: null,
		trouble: null,
	};
	const { id } = await ctx.db
		.insertInto('publishing.account')
		.values({ network, external_id, ...fresh })
		.onConflict((conflict) => conflict.columns(['network', 'external_id']).doUpdateSet(fresh))
		.returning('id')
		.executeTakeFirstOrThrow();
	ctx.record({ name: accountConnected, about: `account:${id}`, data: { account: id, network } });
	return { account: id };
});

/**
 * Connects the network that ships with the product, with a page named like the brand. Safe to repeat: it is then the
 * same page with a new token. The network is called before anything is written, never inside a transaction. Throws
 * Problem `network.unknown` (409), `network.failed` (502).
 */
export async function connectPractice(ctx: Ctx, input: { name?: string } = {}): Promise<{ account: number }> {
	authorize(ctx.actor, 'account.connect', mayConnect, null);
	const { name } = checkInput(z.object({ name: z.string().trim().min(1).max(200).optional() }), input);
	const network = practiceGround();
	if (!network?.connect) throw new Problem('network.unknown', 409, { network: '' });
	const brand = name ?? (await readBrand(ctx, {})).name;
	try {
		const { id, connection, ...account } = await network.connect(ctx, {
			name: brand || ctx.site.name,
			key: ctx.site.name,
		});
		return await keepAccount(ctx, { network: network.name, external_id: id, connection, ...account });
	} catch (error) {
		if (error instanceof Problem) throw error;
		const { trouble, details } = asNetworkProblem(error);
		ctx.log.warn('connecting failed', { network: network.name, trouble, ...details });
		throw new Problem('network.failed', 502, { network: network.title(ctx.locale), trouble });
	}
}

/** The network refuses the account (or takes it again: null): a person is told, and nothing more is sent meanwhile. */
export const noteRefusal = command(
	z.object({ account: z.number(), trouble: z.string().nullable() }),
	async (ctx, { account, trouble }) => {
		await ctx.db
			.updateTable('publishing.account')
			.set({ refused: trouble ? ctx.now : null, trouble })
			.where('id', '=', account)
			.execute();
		if (trouble) ctx.record({ name: accountRefused, about: `account:${account}`, data: { account, trouble } });
	},
);
