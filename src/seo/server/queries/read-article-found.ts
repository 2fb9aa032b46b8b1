import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { articleThing } from '#content/article.ts';
import type { ShownMention } from '#seo/mention.ts';
import { readOverride } from '#seo/server/queries/read-override.ts';
import { readSettings } from '#seo/server/queries/read-settings.ts';

/** Mentions that one page shows. */
const most = 50;

/** What an article's page needs of this module: its words for search, what other sites said, whether they may tell us. */
export const readArticleFound = query(z.object({ article: z.number().int() }), async (ctx, { article }) => {
	ctx.about(articleThing(article));
	const [override, settings, mentions] = await Promise.all([
		readOverride(ctx, { article }),
		readSettings(ctx, {}),
		ctx.db
			.selectFrom('seo.mention')
			.select(['source', 'kind', 'title', 'author', 'excerpt'])
			.where('article', '=', article)
			.where('approved', 'is not', null)
			.where('gone', 'is', null)
			.orderBy('id')
			.limit(most)
			.execute(),
	]);
	return { override, webmention: settings.webmention, mentions: mentions as ShownMention[] };
});
