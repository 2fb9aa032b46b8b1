import { job } from '#platform/job/job.ts';

/** Each night: sessions, codes, links and challenges that are of no more use are forgotten. */
export const forgetExpired = job('membership.forget-expired', { every: '17 19 * * *' }, async (ctx) => {
	const dayAgo = new Date(ctx.now.getTime() - 86_400_000);
	await ctx.db.deleteFrom('membership.session').where('expires', '<', ctx.now).execute();
	// Codes are counted for a day after they were asked for.
	await ctx.db.deleteFrom('membership.code').where('asked', '<', dayAgo).execute();
	await ctx.db.deleteFrom('membership.sign_in_link').where('expires', '<', ctx.now).execute();
	await ctx.db.deleteFrom('membership.held_act').where('expires', '<', ctx.now).execute();
	await ctx.db.deleteFrom('membership.challenge').where('expires', '<', ctx.now).execute();
	await ctx.db.deleteFrom('membership.provider_return').where('came', '<', dayAgo).execute();
	await ctx.db.deleteFrom('membership.arrival').where('expires', '<', ctx.now).execute();
	// A refusal is remembered for a quarter of a year, an invitation that nobody used as long.
	const quarterAgo = new Date(ctx.now.getTime() - 90 * 86_400_000);
	await ctx.db.deleteFrom('membership.applicant').where('refused', '<', quarterAgo).execute();
	await ctx.db
		.deleteFrom('membership.invitation')
		.where('expires', '<', quarterAgo)
		.where('used', 'is', null)
		.execute();
	await ctx.db.deleteFrom('membership.attempt').where('last', '<', dayAgo).execute();
});
