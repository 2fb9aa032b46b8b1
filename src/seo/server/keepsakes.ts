import { maybe, text, time, type Keepsake } from '#platform/keepsake/keepsake.ts';
import { mentionJudged } from '#seo/events.ts';
import { mentionedThing, type Mentioned } from '#seo/server/mentioned.ts';

/** What other sites say about articles, pages and series. */
const mention: Keepsake = {
	name: 'mention',
	file: 'mentions',
	table: 'seo.mention',
	columns: {
		source: text,
		target: text,
		article: maybe('article'),
		page: maybe('page'),
		series: maybe('series'),
		kind: text,
		title: text,
		author: text,
		excerpt: text,
		asked: time,
		verified: time,
		gone: time,
		approved: time,
		approved_by: maybe('person'),
		hidden: time,
		hidden_by: maybe('person'),
	},
	stays: { id: 'a number of this house' },
	key: ['source', 'target'],
	order: ['id'],
	// Of what did not come nothing was said.
	ready: (_ctx, row) => ((row['article'] ?? row['page'] ?? row['series']) ? row : null),
	async settle(ctx, rows) {
		const about = [...new Set(rows.map(({ row }) => mentionedThing(row as unknown as Mentioned)))];
		ctx.record({ name: mentionJudged, about, data: { imported: rows.length } });
	},
};

/** Whom we have told that an article or a page links to them. */
const told: Keepsake = {
	name: 'told-mention',
	file: 'told-mentions',
	table: 'seo.told_mention',
	columns: { article: maybe('article'), page: maybe('page'), target: text, told: time, outcome: text },
	key: ['article', 'page', 'target'],
	order: ['told', 'target', 'article', 'page'],
	// Of what did not come nothing was told.
	ready: (_ctx, row) => ((row['article'] ?? row['page']) ? row : null),
};

/** What leaves with a site of what is said of it elsewhere. */
export const seoKeepsakes = [mention, told];
