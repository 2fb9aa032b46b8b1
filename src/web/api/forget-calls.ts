import { job } from '#platform/job/job.ts';
import { rememberedHours } from '#web/api/run-call.ts';

/** Every hour: forgets the answers to calls whose keys are no longer remembered. */
export const forgetCalls = job('api.forget-calls', { every: '41 * * * *', retries: 0 }, async (ctx) => {
	await ctx.db
		.deleteFrom('platform.answered_call')
		.where('called', '<', new Date(ctx.now.getTime() - rememberedHours * 3_600_000))
		.execute();
});
