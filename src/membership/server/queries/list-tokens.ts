import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayManageTokens } from '#membership/policy.ts';

/** The API tokens of the site, newest first; without the tokens themselves, which nobody has. */
export const listTokens = query(z.object({}).prefault({}), async (ctx) => {
	authorize(ctx.actor, 'token.list', mayManageTokens, null);
	const tokens = await ctx.db
		.selectFrom('membership.token as t')
		.innerJoin('membership.member as m', 'm.id', 't.member')
		.select([
			't.id',
			't.name',
			't.prefix',
			't.role',
			't.scopes',
			't.created',
			't.used',
			't.revoked',
			't.expires',
			'm.name as member_name',
		])
		.orderBy('t.id', 'desc')
		.limit(200)
		.execute();
	return tokens.map((token) => ({ ...token, expired: token.expires !== null && token.expires <= ctx.now }));
});
