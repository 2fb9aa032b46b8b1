import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { networkTitle } from '#network/known-networks.ts';
import { maySeePosts } from '#publishing/policy.ts';

/** Variants whose time came and that might not go out, newest first: a person has to look. */
export const listRefusedVariants = query(
	z.object({ limit: z.number().int().max(50).default(7) }),
	async (ctx, { limit }) => {
		authorize(ctx.actor, 'post.list', maySeePosts, null);
		const rows = await ctx.db
			.selectFrom('publishing.variant as variant')
			.innerJoin('publishing.account as account', 'account.id', 'variant.account')
			.select(['variant.id', 'variant.draft', 'variant.text', 'variant.trouble', 'account.name', 'account.network'])
			.where('variant.refused', 'is not', null)
			.orderBy('variant.refused', 'desc')
			.limit(limit)
			.execute();
		return rows.map(({ network, ...row }) => ({ ...row, title: networkTitle(ctx.locale, network) }));
	},
);
