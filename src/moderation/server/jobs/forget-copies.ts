import { job } from '#platform/job/job.ts';
import { copyKept } from '#moderation/report.ts';

/** Every night: forgets the copies of private messages that were decided about long ago; that something was decided stays. */
export const forgetCopies = job('moderation.forget-copies', { every: '29 19 * * *', retries: 0 }, async (ctx) => {
	await ctx.db
		.updateTable('moderation.report')
		.set({ copy: null })
		.where('copy', 'is not', null)
		.where('decided', '<', new Date(ctx.now.getTime() - copyKept * 86_400_000))
		.execute();
});
