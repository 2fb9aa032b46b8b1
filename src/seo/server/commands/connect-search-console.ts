import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import { searchConnected, searchDisconnected } from '#seo/events.ts';
import { mayConnectSearch } from '#seo/policy.ts';
import { accountOf, readCredentials, sealCredentials } from '#seo/server/search-console/credentials.ts';

/** What a search engine is about, for pages of the console. */
const thing = 'search-console';

export const ConnectSearchConsole = z.object({
	/** As Search Console names it. */
	property: z
		.string()
		.trim()
		.max(500, 'too-long')
		.transform((typed) => (/^https?:\/\/[^/]+$/i.test(typed) ? `${typed}/` : typed))
		.refine(
			(typed) => /^sc-domain:[a-z0-9.-]+$/.test(typed) || (/^https?:\/\/.+\/$/.test(typed) && URL.canParse(typed)),
			'search-property',
		),
	/** The content of a key file. */
	key: z.string().trim().max(20_000, 'too-long'),
});

/**
 * Connects Search Console; connected again, another property or a new key takes the place of the old one, and the figures
 * of another property go. Throws Problem `input.invalid` for a key that is none.
 */
export const connectSearchConsole = command(ConnectSearchConsole, async (ctx, { property, key }) => {
	const known = await ctx.db.selectFrom('seo.search_console').select('property').forUpdate().executeTakeFirst();
	authorize(ctx.actor, 'search.connect', mayConnectSearch, null);
	const credentials = readCredentials(key);
	if (!credentials) throw invalidInput([{ path: 'key', key: 'search-key' }]);
	const row = {
		property,
		account: accountOf(credentials),
		secret: sealCredentials(ctx.site, credentials),
		connected: ctx.now,
		connected_by: memberOf(ctx.actor),
		trouble: null,
		troubled: null,
	};
	const other = known !== undefined && known.property !== property;
	if (other) {
		await ctx.db.deleteFrom('seo.search_row').execute();
		await ctx.db.deleteFrom('seo.search_day').execute();
	}
	await ctx.db
		.insertInto('seo.search_console')
		.values(row)
		.onConflict((conflict) => conflict.column('one').doUpdateSet({ ...row, ...(other ? { collected: null } : {}) }))
		.execute();
	ctx.record({ name: searchConnected, about: thing, data: { property } });
});

/** Forgets the key and every figure. Safe to run twice. */
export const disconnectSearchConsole = command(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'search.connect', mayConnectSearch, null);
	const gone = await ctx.db.deleteFrom('seo.search_console').returning('property').executeTakeFirst();
	await ctx.db.deleteFrom('seo.search_row').execute();
	await ctx.db.deleteFrom('seo.search_day').execute();
	if (gone) ctx.record({ name: searchDisconnected, about: thing, data: { property: gone.property } });
});
