import { job } from '#platform/job/job.ts';
import { publishArticle } from '#content/server/commands/publish-article.ts';

/** Publishes every article whose time has come. The right to publish was checked when it was scheduled, by its author. */
export const publishScheduled = job('content.publish-scheduled', { every: '* * * * *', retries: 0 }, async (ctx) => {
	const due = await ctx.db
		.selectFrom('content.article as article')
		.innerJoin('membership.member as author', 'author.id', 'article.author')
		.select('article.id')
		.where('article.scheduled', '<=', ctx.now)
		// Checked again at run time: whoever lost the role since then publishes nothing.
		.where('author.role', 'in', ['author', 'editor', 'owner'])
		.where('author.suspended', 'is', null)
		.execute();
	for (const { id } of due) await publishArticle(ctx, { id });
});
