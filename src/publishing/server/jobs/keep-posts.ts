import { job } from '#platform/job/job.ts';
import { attemptLease } from '#network/attempt.ts';
import { inLanes } from '#publishing/server/in-lanes.ts';
import { attemptAmendment } from '#publishing/server/jobs/amend-post.ts';
import { attemptFollowUps } from '#publishing/server/jobs/deliver-follow-ups.ts';
import { attemptPost } from '#publishing/server/jobs/deliver-post.ts';

/** Posts that one round takes on. */
const perRound = 200;
/** Accounts that are seen to at a time. */
const lanes = 4;

const every = { every: '* * * * *', retries: 0, punctual: true } as const;

/** Every minute: sends what waits for another try or was left by a process that died, and changes what is to be changed there. */
export const keepPosts = job('publishing.keep-posts', every, async (ctx) => {
	const left = new Date(ctx.now.getTime() - attemptLease);
	const due = await ctx.db
		.selectFrom('publishing.post')
		.select(['id', 'account'])
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
		.orderBy('queued')
		.orderBy('id')
		.limit(perRound)
		.execute();
	await inLanes(due, lanes, ({ id }) => attemptPost(ctx, id));
	const unsaid = await ctx.db
		.selectFrom('publishing.follow_up as follow')
		.innerJoin('publishing.post as post', 'post.id', 'follow.post')
		.select(['follow.post', 'post.account'])
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
	await inLanes(unsaid, lanes, ({ post }) => attemptFollowUps(ctx, post));
	const wanted = await ctx.db
		.selectFrom('publishing.amendment as wanted')
		.innerJoin('publishing.post as post', 'post.id', 'wanted.post')
		.select(['wanted.id', 'post.account'])
		.where('wanted.done', 'is', null)
		.where('wanted.failed', 'is', null)
		.where((eb) =>
			eb.or([
				eb('wanted.next_try', '<=', ctx.now),
				eb.and([eb('wanted.next_try', 'is', null), eb('wanted.asked', '<', left)]),
			]),
		)
		.orderBy('wanted.id')
		.limit(perRound)
		.execute();
	await inLanes(wanted, lanes, ({ id }) => attemptAmendment(ctx, id));
});
