import { job } from '#platform/job/job.ts';

/** Activities that were heard are remembered longer than any signature holds. */
export const forgetHeard = job('federation.forget-heard', { every: '41 4 * * *' }, async (ctx) => {
	await ctx.db
		.deleteFrom('federation.heard')
		.where('heard', '<', new Date(ctx.now.getTime() - 30 * 86_400_000))
		.execute();
});
