import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { digest, randomToken } from '#platform/token.ts';

/**
 * Makes a new one-time set-up link and returns its path, or null when the site is already set up. Only its digest is
 * stored; an earlier link stops working.
 */
export const offerSetup = command(z.object({}), async (ctx): Promise<string | null> => {
	const token = randomToken(26);
	const changed = await ctx.db
		.updateTable('site.brand')
		.set({ setup_digest: digest(token) })
		.where('ready', 'is', null)
		.executeTakeFirst();
	return changed.numUpdatedRows ? `/setup?token=${token}` : null;
});
