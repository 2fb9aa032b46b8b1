import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayChange } from '#content/policy.ts';
import { findWritten } from '#content/server/find-written.ts';

/** The translations of an article, published or not, for those who write it. */
export const listSiblings = query(
	z.object({ article: z.coerce.number().int().positive() }),
	async (ctx, { article: id }) => {
		const article = await findWritten(ctx, id);
		authorize(ctx.actor, 'article.write', mayChange, article);
		const root = article.translates ?? article.id;
		return ctx.db
			.selectFrom('content.article')
			.select(['id', 'locale', 'title', 'published'])
			.where((row) => row.or([row('id', '=', root), row('translates', '=', root)]))
			.where('id', '!=', id)
			.where('deleted', 'is', null)
			.orderBy('locale')
			.execute();
	},
);
