import { z } from 'zod';
import { checkInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { enterByMail, JoinWithCode, orWhyNot, type Joined } from '#membership/server/commands/join-with-code.ts';
import { findMailLink } from '#membership/server/mail-link.ts';

export const JoinWithLink = JoinWithCode.omit({ email: true, code: true }).extend({ token: z.string().max(100) });

/**
 * Lets in whoever follows the link that was mailed beside a code, in whatever browser they do: a new member joins under the name that they
 * say here, a known one signs in. Once; the code goes with it. Nothing that was typed where the mail was asked for comes along, since
 * whoever typed it has not shown that the mailbox is theirs (decision 0076). Throws Problem `link.expired` (410), and as `joinWithCode`.
 */
export async function joinWithLink(ctx: Ctx, input: z.input<typeof JoinWithLink>): Promise<Joined> {
	const { token, ...said } = checkInput(JoinWithLink, input);
	const found = await findMailLink(ctx, token);
	if (!found) throw new Problem('link.expired', 410);
	return orWhyNot(await enterByMail(ctx, { joining: { ...said, email: found.email }, code: found.id, way: 'link' }));
}
