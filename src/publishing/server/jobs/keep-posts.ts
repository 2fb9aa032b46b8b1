import { job } from '#platform/job/job.ts';
import { attemptLease } from '#network/attempt.ts';
import { attemptAmendment } from '#publishing/server/jobs/amend-post.ts';
import { attemptFollowUps } from '#publishing/server/jobs/deliver-follow-ups.ts';
import { attemptPost } from '#publishing/server/jobs/deliver-post.ts';
import { collectPost } from '#publishing/server/jobs/collect-post.ts';

/** Posts that one round takes on. */
const perRound = 200;

/** Every minute: sends what waits for another try or was left by a process that died, collects where it is time, and changes what is to be changed there. */
export const keepPosts = job('publishing.keep-posts', { every: '* * * * *', retries: 0 }, async (ctx) => {
	const left = new Date(ctx.now.getTime() - attemptLease);
	const due = await ctx.db
		.selectFrom('publishing.post')
		.select('id')
		.where('published', 'is', null)
		.where('failed', 'is', null)
		.where('unconfirmed', 'is', null)
		.where((eb) =>
			eb.or([
				eb('next_try', '<=', ctx.now),
				eb.and([eb('next_try', 'is', null), eb('armed', '<', left)]),
				eb.and([eb('next_try', 'is', null), eb('armed', 'is', null), eb('queued', '<', left)]),
			]),
		)
		.orderBy('id')
		.limit(perRound)
		.execute();
	for (const { id } of due) await attemptPost(ctx, id);
	const ripe = await ctx.db
		.selectFrom('publishing.post')
		.select('id')
		.where('published', 'is not', null)
		.where('next_collect', '<=', ctx.now)
		.orderBy('next_collect')
		.limit(perRound)
		.execute();
	for (const { id } of ripe) await collectPost(ctx, id);
	const unsaid = await ctx.db
		.selectFrom('publishing.follow_up as follow')
		.innerJoin('publishing.post as post', 'post.id', 'follow.post')
		.select('follow.post')
		.distinct()
		.where('post.published', 'is not', null)
		.where('post.withdrawn', 'is', null)
		.where('follow.published', 'is', null)
		.where('follow.failed', 'is', null)
		.where('follow.unconfirmed', 'is', null)
		.where((eb) =>
			eb.or([
				eb('follow.next_try', '<=', ctx.now),
				eb.and([eb('follow.next_try', 'is', null), eb(eb.fn.coalesce('follow.armed', 'post.published'), '<', left)]),
			]),
		)
		.limit(perRound)
		.execute();
	for (const { post } of unsaid) await attemptFollowUps(ctx, post);
	const wanted = await ctx.db
		.selectFrom('publishing.amendment')
		.select('id')
		.where('done', 'is', null)
		.where('failed', 'is', null)
		.where((eb) => eb.or([eb('next_try', '<=', ctx.now), eb.and([eb('next_try', 'is', null), eb('asked', '<', left)])]))
		.orderBy('id')
		.limit(perRound)
		.execute();
	for (const { id } of wanted) await attemptAmendment(ctx, id);
});
