import { sql } from 'kysely';
import { job } from '#platform/job/job.ts';
import { Problem } from '#platform/problem.ts';
import { publishArticle } from '#content/server/commands/publish-article.ts';

/**
 * Publishes every article whose time has come. The right to publish was checked when it was scheduled; it is checked
 * again now: whoever lost the role since then publishes nothing, and where the house asks for a review, a version that
 * was changed after its approval waits for the next one.
 */
export const publishScheduled = job('content.publish-scheduled', { every: '* * * * *', retries: 0 }, async (ctx) => {
	const due = await ctx.db
		.selectFrom('content.article as article')
		.innerJoin('membership.member as author', 'author.id', 'article.author')
		.select('article.id')
		.where('article.scheduled', '<=', ctx.now)
		.where('author.role', 'in', ['author', 'editor', 'owner'])
		.where('author.suspended', 'is', null)
		.where(
			sql<boolean>`(article.approved_version = article.version or not exists (select from content.desk where review_required is not null))`,
		)
		.execute();
	for (const { id } of due) {
		try {
			await publishArticle(ctx, { id });
		} catch (error) {
			// One that was emptied or deleted meanwhile does not hold up the others.
			if (!(error instanceof Problem)) throw error;
			ctx.log.warn('scheduled article not published', { article: id, code: error.code });
		}
	}
});
