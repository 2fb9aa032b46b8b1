import { z } from 'zod';
import { query } from '#platform/context/command.ts';

/** How the site is found. */
export interface FoundSettings {
	feedContent: 'full' | 'excerpt';
	hub: string | null;
	indexNow: boolean;
	webmention: boolean;
}

/** The site's settings of this module. About `site`, since every page may follow them. */
export const readSettings = query(z.object({}), async (ctx): Promise<FoundSettings> => {
	ctx.about('site');
	const row = await ctx.db.selectFrom('seo.setting').selectAll().executeTakeFirstOrThrow();
	return {
		feedContent: row.feed_content as FoundSettings['feedContent'],
		hub: row.hub,
		indexNow: row.index_now !== null,
		webmention: row.webmention !== null,
	};
});
