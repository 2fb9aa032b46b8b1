import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import type { ConnectedAccount } from '#network/network.ts';
import { mayConnect } from '#publishing/policy.ts';
import { keepAccount } from '#publishing/server/commands/keep-account.ts';
import { seal, unseal } from '#publishing/server/seal.ts';

/** How long somebody may think about which accounts to connect, in milliseconds. */
export const offerLasts = 3_600_000;

/** Keeps what a network put at somebody's choice, in place of what it offered them before. */
export const keepOffers = command(
	z.object({ network: z.string(), accounts: z.custom<readonly ConnectedAccount[]>() }),
	async (ctx, { network, accounts }) => {
		authorize(ctx.actor, 'account.connect', mayConnect, null);
		const member = memberOf(ctx.actor);
		if (member === null) throw new Problem('session.required', 401);
		await ctx.db
			.deleteFrom('publishing.offer')
			.where((eb) =>
				eb.or([
					eb.and([eb('member', '=', member), eb('network', '=', network)]),
					eb('offered', '<', new Date(ctx.now.getTime() - offerLasts)),
				]),
			)
			.execute();
		const rows = accounts.map(({ id, name, url, connection, expires = null, renew = null }) => ({
			network,
			external_id: id,
			name: name.slice(0, 200) || id,
			url,
			secret: seal(ctx.site, connection),
			expires,
			renew,
			offered: ctx.now,
			member,
		}));
		await ctx.db.insertInto('publishing.offer').values(rows).execute();
	},
);

/** Connects one of the accounts on offer. Throws Problem `account.not-found` when it is somebody else's choice, or too late. */
export const takeOffer = command(
	z.object({ offer: z.coerce.number().int().positive() }),
	async (ctx, { offer: id }) => {
		authorize(ctx.actor, 'account.connect', mayConnect, null);
		const offer = await ctx.db
			.deleteFrom('publishing.offer')
			.where('id', '=', id)
			.where('member', '=', memberOf(ctx.actor))
			.where('offered', '>=', new Date(ctx.now.getTime() - offerLasts))
			.returningAll()
			.executeTakeFirst();
		if (!offer) throw notFound('account');
		const { network, external_id, name, url, secret, expires, renew } = offer;
		const account = { id: external_id, name, url, connection: unseal(ctx.site, secret), expires, renew };
		return { ...(await keepAccount(ctx, { network, account })), network };
	},
);
