import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { findByEmail } from '#membership/server/insert-member.ts';
import { findMailLink } from '#membership/server/mail-link.ts';

/**
 * Whom a link from a mail lets in, and whether they are a member already; null when it is used or too old. It uses nothing up: programs
 * that check mail look at links too.
 */
export const readMailLink = query(
	z.object({ token: z.string().max(100) }),
	async (ctx, { token }): Promise<{ email: string; member: boolean } | null> => {
		const found = await findMailLink(ctx, token);
		return found && { email: found.email, member: (await findByEmail(ctx, found.email)) !== null };
	},
);
