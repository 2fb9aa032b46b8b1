import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { checkInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { askedFromField, type AskedFrom } from '#membership/server/asked-from.ts';
import { countAttempt, forgetAttempts } from '#membership/server/attempt.ts';
import { beginSession, type SignedIn } from '#membership/server/begin-session.ts';
import { useSecondFactor } from '#membership/server/use-second-factor.ts';

export const ProveSecondFactor = z.object({
	/** The number of the app, or a recovery code. */
	code: z.string().min(1, 'missing').max(40, 'code'),
	from: askedFromField,
});

/**
 * The holder of a session gives the second proof: their rights come with a new session, the old one ends. Throws Problem
 * `second-factor.wrong` (403), the same for a wrong, an old and a used code, and `sign-in.wait` (429) after several
 * failures. Not to be called inside another command: a try is counted by a commit of its own.
 */
export async function proveSecondFactor(ctx: Ctx, input: z.input<typeof ProveSecondFactor>): Promise<SignedIn> {
	const { code, from } = checkInput(ProveSecondFactor, input);
	if (ctx.actor.kind !== 'member' || ctx.actor.scopes) throw new Problem('session.required', 401);
	const { member } = ctx.actor;
	await countAttempt(ctx, 'account', `second ${member}`);
	const signedIn = await prove(ctx, { member, code, from });
	await forgetAttempts(ctx, 'account', `second ${member}`);
	return signedIn;
}

const prove = command(
	z.object({ member: z.number(), code: z.string(), from: z.custom<AskedFrom>() }),
	async (ctx, { member, code, from }) => {
		if (!(await useSecondFactor(ctx, member, code))) throw new Problem('second-factor.wrong', 403);
		return beginSession(ctx, member, 'second', from, { proved: true });
	},
);
