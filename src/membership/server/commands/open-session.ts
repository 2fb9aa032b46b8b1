import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { mayOfferSignIn } from '#membership/policy.ts';
import { askedFromField } from '#membership/server/asked-from.ts';
import { beginSession, type SignedIn } from '#membership/server/begin-session.ts';

/** Signs a browser in without a proof, for whom the product itself vouches: the owner who has just set the place up. */
export const openSession = command(
	z.object({ member: z.number().int().positive(), from: askedFromField }),
	async (ctx, { member, from }): Promise<SignedIn> => {
		authorize(ctx.actor, 'session.open', mayOfferSignIn, null);
		const found = await ctx.db.selectFrom('membership.member').select('id').where('id', '=', member).executeTakeFirst();
		if (!found) throw notFound('member');
		return beginSession(ctx, member, 'link', from);
	},
);
