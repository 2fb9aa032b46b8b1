import { holding } from '#community/rules.ts';
import { job } from '#platform/job/job.ts';

/** How long a posted one is remembered, so that a form sent twice stays one comment, in milliseconds. */
const remembered = 7 * 86_400_000;
/** How long a draft is kept that nobody goes on with, in milliseconds. */
const draftsKept = 180 * 86_400_000;

/** Every hour: forgets what visitors wrote and did not join for, and drafts of half a year ago. */
export const forgetHeld = job('community.forget-held', { every: '17 * * * *', retries: 0 }, async (ctx) => {
	await ctx.db
		.deleteFrom('community.held')
		.where('expires', '<=', ctx.now)
		.where((eb) => eb.or([eb('released', 'is', null), eb('expires', '<', new Date(ctx.now.getTime() - remembered))]))
		.execute();
	await ctx.db
		.deleteFrom('community.draft')
		.where('saved', '<', new Date(ctx.now.getTime() - draftsKept))
		.execute();
	const visitorsKept = holding.hours * 3_600_000;
	await ctx.db
		.deleteFrom('community.begun')
		.where((eb) =>
			eb.or([
				eb('saved', '<', new Date(ctx.now.getTime() - draftsKept)),
				eb.and([eb('digest', 'is not', null), eb('saved', '<', new Date(ctx.now.getTime() - visitorsKept))]),
			]),
		)
		.execute();
});
