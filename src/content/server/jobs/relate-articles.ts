import { job, reaction } from '#platform/job/job.ts';
import {
	articleChanged,
	articleDeleted,
	articlePublished,
	articleRestored,
	articleUnpublished,
} from '#content/events.ts';
import { relateArticles as relate } from '#content/server/commands/relate-articles.ts';

/** What readers may go on with is found anew whenever an article that they see comes, changes or goes. */
export const relateArticles = reaction(
	'content.relate-articles',
	[articlePublished, articleChanged, articleUnpublished, articleDeleted, articleRestored],
	async (ctx, { data }) => relate(ctx, { ids: [Number(data['article'])] }),
	{ patient: true },
);

/** The same for articles that came home together. */
export const relateImported = job<{ articles: number[] }>(
	'content.relate-imported',
	{ patient: true },
	async (ctx, { articles }) => relate(ctx, { ids: articles }),
);
