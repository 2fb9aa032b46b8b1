import type { Ctx } from '#platform/context/context.ts';
import { digest } from '#platform/token.ts';

/** Where the link in a mail leads: its word, and where whoever follows it was going. */
export const mailLinkPath = (token: string, onward: string): string =>
	`/login/mail?${new URLSearchParams({ token, ...(onward ? { to: onward } : {}) })}`;

/** The code that was mailed beside this link, while either may still be used; null for a link that is none any more. */
export async function findMailLink(ctx: Ctx, token: string): Promise<{ id: number; email: string } | null> {
	const found = await ctx.db
		.selectFrom('membership.code')
		.select(['id', 'email'])
		.where('link', '=', digest(token))
		.where('used', 'is', null)
		.where('expires', '>', ctx.now)
		.executeTakeFirst();
	return found ?? null;
}
