import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { mayChangeSignIn } from '#membership/policy.ts';
import { noArrivalCookie, takeArrival } from '#membership/server/arrival.ts';
import { askedFromField } from '#membership/server/asked-from.ts';
import { beginSession } from '#membership/server/begin-session.ts';
import { joinAccount } from '#membership/server/commands/enter-by-provider.ts';
import { JoinWithCode, orWhyNot, type Joined } from '#membership/server/commands/join-with-code.ts';
import { admit, type NotIn } from '#membership/server/admit.ts';
import { checkJoiningAnswers } from '#membership/server/joining-answers.ts';
import { findByEmail } from '#membership/server/insert-member.ts';

export const JoinByProvider = JoinWithCode.omit({ email: true, code: true });

/**
 * Whoever arrived by a provider that has verified their address joins under the name that they give. Throws Problem
 * `arrival.expired` (410), also where the address was not verified: then it is proved by a code, and `connectArrival` follows.
 * Where people are let in or invited: as `joinWithCode`. Not to be called inside a command.
 */
export async function joinByProvider(
	ctx: Ctx,
	input: z.input<typeof JoinByProvider>,
): Promise<Joined & { onward: string }> {
	return orWhyNot(await run(ctx, input));
}

const run = command(
	JoinByProvider,
	async (ctx, { from, ...joining }): Promise<(Joined & { onward: string }) | NotIn> => {
		if (!joining.name) throw invalidInput([{ path: 'name', key: 'missing' }]);
		const arrival = await takeArrival(ctx, from.cookie);
		if (!arrival.verified || !arrival.email) throw new Problem('arrival.expired', 410);
		// They joined meanwhile, in another way: that account is connected by whoever is signed in to it.
		if (await findByEmail(ctx, arrival.email)) throw new Problem('arrival.expired', 410);
		const saying = { place: joining.place, address: from.address, shown: joining.notice ?? null };
		await checkJoiningAnswers(ctx, joining.answers);
		const admitted = await admit(ctx, { ...joining, name: joining.name, email: arrival.email }, saying);
		if (typeof admitted === 'string') return admitted;
		await joinAccount(ctx, admitted.id, arrival, true);
		const { member, cookies } = await beginSession(ctx, admitted.id, 'provider', from);
		return { member, joined: true, onward: arrival.onward, cookies: [...cookies, noArrivalCookie(ctx)] };
	},
);

/**
 * Connects the provider by which this browser arrived to the plain member who has just proved their address. Who works here
 * connects one in their account, with all their proofs.
 */
export const connectArrival = command(z.object({ from: askedFromField }), async (ctx, { from }) => {
	const arrival = await takeArrival(ctx, from.cookie);
	const member = memberOf(ctx.actor) ?? 0;
	authorize(ctx.actor, 'provider.connect', mayChangeSignIn, { id: member });
	const plain = ctx.actor.kind === 'member' && ctx.actor.role === 'member';
	if (plain) await joinAccount(ctx, member, arrival);
	return { connected: plain, onward: arrival.onward, cookies: [noArrivalCookie(ctx)] };
});
