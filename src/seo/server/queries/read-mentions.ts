import { query } from '#platform/context/command.ts';
import type { ShownMention } from '#seo/mention.ts';
import { mentionedThing, WhichMentioned } from '#seo/server/mentioned.ts';
import { readSettings } from '#seo/server/queries/read-settings.ts';

/** Mentions that one page shows. */
const most = 50;

/** What other sites said of an article, a page or a series, as far as staff let it through; and whether they may tell us. */
export const readMentions = query(WhichMentioned, async (ctx, which) => {
	ctx.about(mentionedThing({ article: null, page: null, series: null, ...which }));
	const [what, id] = Object.entries(which)[0] as ['article' | 'page' | 'series', number];
	const [settings, mentions] = await Promise.all([
		readSettings(ctx, {}),
		ctx.db
			.selectFrom('seo.mention')
			.select(['source', 'kind', 'title', 'author', 'excerpt'])
			.where(what, '=', id)
			.where('approved', 'is not', null)
			.where('gone', 'is', null)
			.orderBy('id')
			.limit(most)
			.execute(),
	]);
	return { webmention: settings.webmention, mentions: mentions as ShownMention[] };
});
