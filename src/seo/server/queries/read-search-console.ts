import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { SearchTrouble } from '#seo/search-console.ts';
import { mayReadFound } from '#seo/policy.ts';

/** The connection to Search Console, without its key; null: none. */
export const readSearchConsole = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'seo.read', mayReadFound, null);
	const row = await ctx.db
		.selectFrom('seo.search_console')
		.select(['property', 'account', 'connected', 'asked', 'trouble', 'troubled'])
		.executeTakeFirst();
	return row ? { ...row, trouble: row.trouble as SearchTrouble | null } : null;
});
