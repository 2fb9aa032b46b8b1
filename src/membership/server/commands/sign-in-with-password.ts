import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { checkInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { emailField } from '#membership/email.ts';
import { longestPassword } from '#membership/password.ts';
import { askedFromField, type AskedFrom } from '#membership/server/asked-from.ts';
import { countAttempt, forgetAttempts } from '#membership/server/attempt.ts';
import { verifyPassword, whileTrying } from '#membership/server/hash-password.ts';
import { knownBrowser } from '#membership/server/known-browser.ts';
import { beginSession, type SignedIn } from '#membership/server/begin-session.ts';

export const SignInWithPassword = z.object({
	email: emailField,
	password: z.string().min(1, 'missing').max(longestPassword, 'too-long'),
	from: askedFromField,
});

/**
 * Signs in by e-mail and password. Throws Problem `sign-in.refused` (403), the same for an unknown address and a wrong
 * password, `sign-in.wait` (429) after several failures, and `sign-in.crowded` (429) while many passwords are tried at once.
 * Not to be called inside another command.
 */
export async function signInWithPassword(ctx: Ctx, input: z.input<typeof SignInWithPassword>): Promise<SignedIn> {
	const { email, password, from } = checkInput(SignInWithPassword, input);
	// Who guesses elsewhere uses up their own tries, and not those of a browser that the account knows.
	const known = knownBrowser(ctx, from.cookie, email);
	const account = `${email} ${known}`.trim();
	// Refused before anything is counted; a browser that the account knows waits its turn instead.
	const member = await whileTrying(known !== '', async () => {
		await countAttempt(ctx, 'account', account);
		await countAttempt(ctx, 'address', from.address);
		const [row] = await ctx.sql<{ member: number; hash: string }[]>`
			select p.member, p.hash from membership.password p join membership.member m on m.id = p.member where m.email = ${email}`;
		const right = await verifyPassword(password, row?.hash ?? null);
		if (!row || !right) throw new Problem('sign-in.refused', 403);
		await forgetAttempts(ctx, 'account', account);
		return row.member;
	});
	return open(ctx, { member, from });
}

const open = command(z.object({ member: z.number(), from: z.custom<AskedFrom>() }), (ctx, { member, from }) =>
	beginSession(ctx, member, 'password', from),
);
