import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Json } from '#platform/database/column-types.ts';
import type { Checked, ConnectedAccount } from '#network/network.ts';
import { accountConnected, accountDisconnected, accountRefused } from '#publishing/events.ts';
import { notFound } from '#platform/problem.ts';
import { mayConnect } from '#publishing/policy.ts';
import { greetAccount } from '#publishing/server/jobs/greet-account.ts';
import { seal } from '#publishing/server/seal.ts';

const Keep = z.object({ network: z.string(), account: z.custom<ConnectedAccount>() });

/** Writes down an account that a network gave us; connected again, it is the same account with a new secret. */
export const keepAccount = command(Keep, async (ctx, { network, account: given }) => {
	authorize(ctx.actor, 'account.connect', mayConnect, null);
	const fresh = {
		name: given.name.slice(0, 200) || given.id,
		url: given.url,
		secret: seal(ctx.site, given.connection),
		connected: ctx.now,
		connected_by: memberOf(ctx.actor),
		checked: ctx.now,
		expires: given.expires ?? null,
		renew: given.renew ?? null,
		limits: (given.limits ?? null) as Json | null,
		renewing: null,
		warned: null,
		refused: null,
		trouble: null,
		disconnected: null,
		disconnected_by: null,
	};
	const { id } = await ctx.db
		.insertInto('publishing.account')
		.values({ network, external_id: given.id, ...fresh })
		.onConflict((conflict) => conflict.columns(['network', 'external_id']).doUpdateSet(fresh))
		.returning('id')
		.executeTakeFirstOrThrow();
	ctx.record({ name: accountConnected, about: `account:${id}`, data: { account: id, network } });
	ctx.queue(greetAccount, { account: id });
	return { account: id };
});

/** The network refuses the account (or takes it again: null): a person is told, and nothing more is sent meanwhile. */
export const noteRefusal = command(
	z.object({ account: z.number(), trouble: z.string().nullable() }),
	async (ctx, { account, trouble }) => {
		const changed = await ctx.db
			.updateTable('publishing.account')
			.set({ refused: trouble ? ctx.now : null, trouble })
			.where('id', '=', account)
			.where('disconnected', 'is', null)
			.where('trouble', 'is distinct from', trouble)
			.returning('id')
			.executeTakeFirst();
		if (trouble && changed)
			ctx.record({ name: accountRefused, about: `account:${account}`, data: { account, trouble } });
	},
);

/** A look at the account found it as it should be. */
export const noteChecked = command(
	z.object({ account: z.number(), found: z.custom<Checked>() }),
	async (ctx, { account, found: { name, followers, expires, limits } }) => {
		await ctx.db
			.updateTable('publishing.account')
			.set({
				checked: ctx.now,
				followers,
				refused: null,
				trouble: null,
				...(name ? { name: name.slice(0, 200) } : {}),
				...(expires === undefined ? {} : { expires }),
				...(limits ? { limits: limits as Json } : {}),
			})
			.where('id', '=', account)
			.where('disconnected', 'is', null)
			.execute();
	},
);

/** Forgets how to act for an account. Its posts, and what came back under them, stay. Throws Problem `account.not-found`. */
export const disconnectAccount = command(
	z.object({ account: z.coerce.number().int().positive() }),
	async (ctx, { account: id }) => {
		authorize(ctx.actor, 'account.connect', mayConnect, null);
		const gone = await ctx.db
			.updateTable('publishing.account')
			.set({
				secret: '',
				disconnected: ctx.now,
				disconnected_by: memberOf(ctx.actor),
				refused: ctx.now,
				trouble: 'disconnected',
				expires: null,
				renew: null,
			})
			.where('id', '=', id)
			.where('disconnected', 'is', null)
			.returning('network')
			.executeTakeFirst();
		if (!gone) throw notFound('account');
		ctx.record({ name: accountDisconnected, about: `account:${id}`, data: { account: id, network: gone.network } });
	},
);
