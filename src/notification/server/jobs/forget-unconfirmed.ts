import { job } from '#platform/job/job.ts';

/** How long somebody who never confirmed is remembered, in days: what they typed may be another's address. */
const rememberedDays = 30;

/** Each night: calls older than a few days, and people who asked, never confirmed and have nothing else. */
export const forgetUnconfirmed = job('notification.forget-unconfirmed', { every: '23 19 * * *' }, async (ctx) => {
	await ctx.db
		.deleteFrom('notification.ask')
		.where('asked', '<', new Date(ctx.now.getTime() - 86_400_000))
		.execute();
	// Longer than any call may take to be believed.
	await ctx.db
		.deleteFrom('notification.heard_call')
		.where('heard', '<', new Date(ctx.now.getTime() - 3 * 86_400_000))
		.execute();
	const past = new Date(ctx.now.getTime() - rememberedDays * 86_400_000);
	await ctx.db
		.deleteFrom('notification.subscription')
		.where('confirmed', 'is', null)
		.where('asked', '<', past)
		.execute();
	await ctx.db
		.deleteFrom('notification.subscriber as subscriber')
		.where('subscriber.created', '<', past)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('notification.subscription as s')
						.select('s.topic')
						.whereRef('s.subscriber', '=', 'subscriber.id'),
				),
			),
		)
		.execute();
});
