import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { readMentions } from '#seo/server/queries/read-mentions.ts';
import { readOverride } from '#seo/server/queries/read-override.ts';

/** What an article's page needs of this module: its words for search, what other sites said, whether they may tell us. */
export const readArticleFound = query(z.object({ article: z.number().int() }), async (ctx, { article }) => {
	const [override, found] = await Promise.all([readOverride(ctx, { article }), readMentions(ctx, { article })]);
	return { override, ...found };
});
