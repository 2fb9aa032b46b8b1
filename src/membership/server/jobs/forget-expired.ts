import { job } from '#platform/job/job.ts';

/** Each night: sessions, codes, links and challenges that are of no more use are forgotten. */
export const forgetExpired = job('membership.forget-expired', { every: '17 19 * * *' }, async (ctx) => {
	const dayAgo = new Date(ctx.now.getTime() - 86_400_000);
	await ctx.db.deleteFrom('membership.session').where('expires', '<', ctx.now).execute();
	// Codes are counted for a day after they were asked for.
	await ctx.db.deleteFrom('membership.code').where('asked', '<', dayAgo).execute();
	await ctx.db.deleteFrom('membership.sign_in_link').where('expires', '<', ctx.now).execute();
	await ctx.db.deleteFrom('membership.challenge').where('expires', '<', ctx.now).execute();
	await ctx.db.deleteFrom('membership.provider_return').where('came', '<', dayAgo).execute();
	await ctx.db.deleteFrom('membership.arrival').where('expires', '<', ctx.now).execute();
	await ctx.db.deleteFrom('membership.attempt').where('last', '<', dayAgo).execute();
});
