import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { practiceGround, networkTitle } from '#network/known-networks.ts';
import { daysLeft } from '#publishing/expiry.ts';
import { mayConnect, maySeePosts } from '#publishing/policy.ts';
import { accountLimits } from '#publishing/server/account-limits.ts';

/** The connected accounts, and whether the practice ground can still be opened. Never with their secrets. */
export const listAccounts = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'account.list', maySeePosts, null);
	const rows = await ctx.db
		.selectFrom('publishing.account')
		.select([
			'id',
			'network',
			'name',
			'url',
			'connected',
			'refused',
			'trouble',
			'checked',
			'followers',
			'expires',
			'limits',
		])
		.where('disconnected', 'is', null)
		.orderBy('id')
		.execute();
	const ground = practiceGround();
	return {
		mayConnect: mayConnect(ctx.actor),
		accounts: rows.map((row) => {
			const limits = accountLimits(row);
			return {
				...row,
				title: networkTitle(ctx.locale, row.network),
				/** Null when the network is no longer part of the product. */
				limits,
				limit: limits?.post ?? null,
				daysLeft: row.expires ? daysLeft(row.expires, ctx.now) : null,
			};
		}),
		mayOpenPractice: ground !== null && !rows.some((row) => row.network === ground.name && !row.refused),
	};
});
