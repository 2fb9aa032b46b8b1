import { job } from '#platform/job/job.ts';

/** How long what was read is kept, in days. */
const kept = 90;

/** Every night: forgets what was read long ago. */
export const forgetNotices = job('notification.forget-notices', { every: '41 19 * * *', retries: 0 }, async (ctx) => {
	await ctx.db
		.deleteFrom('notification.notice')
		.where('read', 'is not', null)
		.where('told', '<', new Date(ctx.now.getTime() - kept * 86_400_000))
		.execute();
	// What became of a mail about it is only asked of the last days.
	await ctx.db
		.deleteFrom('notification.bundle')
		.where('opened', '<', new Date(ctx.now.getTime() - kept * 86_400_000))
		.execute();
	await ctx.db
		.deleteFrom('notification.missive')
		.where('opened', '<', new Date(ctx.now.getTime() - kept * 86_400_000))
		// That somebody was welcomed is remembered, so that it happens once.
		.where('matter', '<>', 'welcome')
		.execute();
	await ctx.db
		.deleteFrom('notification.push')
		.where('due', 'is', null)
		.where((eb) => eb.or([eb('sent', 'is', null), eb('sent', '<', new Date(ctx.now.getTime() - kept * 86_400_000))]))
		.execute();
	// A session that ran out is told of by nobody; a day later it is replaced by none.
	await ctx.db
		.deleteFrom('notification.device as d')
		.where('d.added', '<', new Date(ctx.now.getTime() - 86_400_000))
		.where((eb) =>
			eb.not(eb.exists(eb.selectFrom('membership.session as s').select('s.id').whereRef('s.id', '=', 'd.session'))),
		)
		.execute();
	// Longer than a mail may be answered.
	await ctx.db
		.deleteFrom('notification.reply')
		.where('received', '<', new Date(ctx.now.getTime() - kept * 86_400_000))
		.execute();
});
