import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { providerParted } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';
import { mayChangeSignIn } from '#membership/policy.ts';
import { tellOfProvider } from '#membership/server/tell-of-provider.ts';

/** A member takes back that they sign in by a provider; a code by mail lets them in as before. */
export const partProvider = command(
	z.object({ account: z.coerce.number().int().positive() }),
	async (ctx, { account }) => {
		const found = await ctx.db
			.selectFrom('membership.provider_account')
			.select(['member', 'provider'])
			.where('id', '=', account)
			.executeTakeFirst();
		authorize(ctx.actor, 'provider.part', mayChangeSignIn, { id: found?.member ?? 0 });
		if (!found) throw notFound('provider');
		await ctx.db.deleteFrom('membership.provider_account').where('id', '=', account).execute();
		await tellOfProvider(ctx, { ...found, what: 'parted' });
		ctx.record({
			name: providerParted,
			about: memberThing(found.member),
			data: { member: found.member, account },
		});
	},
);
