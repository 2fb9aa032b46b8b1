import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { digest, randomToken } from '#platform/token.ts';
import { mayOfferSignIn } from '#membership/policy.ts';
import { askedFromField } from '#membership/server/asked-from.ts';
import { beginSession, type SignedIn } from '#membership/server/begin-session.ts';

/** A link is good for a day, once. */
const linkHours = 24;

/** Makes a link that signs a member in once; for the command line and the sample brand. Returns its path. */
export const createSignInLink = command(
	z.object({ member: z.number().int().positive() }),
	async (ctx, { member }): Promise<{ path: string }> => {
		authorize(ctx.actor, 'sign-in-link.create', mayOfferSignIn, null);
		const found = await ctx.db
			.selectFrom('membership.member')
			.select('id')
			.where('id', '=', member)
			.where('erased', 'is', null)
			.executeTakeFirst();
		if (!found) throw notFound('member');
		const token = randomToken(32);
		await ctx.db
			.insertInto('membership.sign_in_link')
			.values({
				digest: digest(token),
				member,
				created: ctx.now,
				expires: new Date(ctx.now.getTime() + linkHours * 3_600_000),
			})
			.execute();
		return { path: `/login/link?token=${token}` };
	},
);

/** Uses a sign-in link. Only a POST does: looking at the link changes nothing. Throws Problem `link.expired` (410). */
export const signInWithLink = command(
	z.object({ token: z.string().max(100), from: askedFromField }),
	async (ctx, { token, from }): Promise<SignedIn> => {
		const used = await ctx.db
			.deleteFrom('membership.sign_in_link')
			.where('digest', '=', digest(token))
			.where('expires', '>', ctx.now)
			.returning('member')
			.executeTakeFirst();
		if (!used) throw new Problem('link.expired', 410);
		return beginSession(ctx, used.member, 'link', from);
	},
);
