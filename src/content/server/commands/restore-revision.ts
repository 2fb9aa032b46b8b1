import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { mayChange } from '#content/policy.ts';
import { saveArticle } from '#content/server/save-article.ts';
import { findWritten } from '#content/server/find-written.ts';

export const RestoreRevision = z.object({
	article: z.coerce.number().int().positive(),
	number: z.coerce.number().int().positive(),
});

/**
 * Brings back the text of a revision as a new version; what it replaces is kept as any other. The address stays the
 * present one, since it is known outside.
 */
export const restoreRevision = command(RestoreRevision, async (ctx, { article: id, number }) => {
	const article = await findWritten(ctx, id);
	authorize(ctx.actor, 'article.write', mayChange, article);
	const revision = await ctx.db
		.selectFrom('content.revision')
		.select(['title', 'excerpt', 'body', 'tags', 'locale', 'access'])
		.where('article', '=', id)
		.where('number', '=', number)
		.executeTakeFirst();
	if (!revision) throw notFound('revision');
	return saveArticle(ctx, { id, ...(revision as RestoredFields) }, { restored: number });
});

type RestoredFields = {
	title: string;
	excerpt: string;
	body: unknown;
	tags: string[];
	locale: 'zh-TW' | 'en';
	access: 'public' | 'members';
};
