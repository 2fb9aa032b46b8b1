import { reaction } from '#platform/job/job.ts';
import {
	articleChanged,
	articleDeleted,
	articlePublished,
	articleRestored,
	articleUnpublished,
} from '#content/events.ts';
import { relateArticle } from '#content/server/commands/relate-article.ts';

/** What readers may go on with is found anew whenever an article that they see comes, changes or goes. */
export const relateArticles = reaction(
	'content.relate-articles',
	[articlePublished, articleChanged, articleUnpublished, articleDeleted, articleRestored],
	async (ctx, { data }) => relateArticle(ctx, { id: Number(data['article']) }),
	{ patient: true },
);
