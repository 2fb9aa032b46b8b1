import { job } from '#platform/job/job.ts';
import { purgeArticle } from '#content/server/commands/purge-article.ts';
import { restorableDays } from '#content/server/commands/delete-article.ts';

/** Lets go of deleted articles that can no longer be brought back, and of signs of editors closed long ago. */
export const purgeDeleted = job('content.purge-deleted', { every: '17 3 * * *' }, async (ctx) => {
	const latest = new Date(ctx.now.getTime() - restorableDays * 86_400_000);
	const due = await ctx.db
		.selectFrom('content.article')
		.select('id')
		.where('deleted', '<=', latest)
		.orderBy('deleted')
		.execute();
	for (const { id } of due) await purgeArticle(ctx, { id });
	await ctx.db
		.deleteFrom('content.open_editor')
		.where('seen', '<', new Date(ctx.now.getTime() - 86_400_000))
		.execute();
});
