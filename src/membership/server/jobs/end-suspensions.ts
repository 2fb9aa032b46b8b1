import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { job } from '#platform/job/job.ts';
import { letBackIn } from '#membership/server/let-back-in.ts';

/** Every five minutes: lets those in again whose suspension has ended. */
export const endSuspensions = job('membership.end-suspensions', { every: '*/5 * * * *', retries: 0 }, (ctx) =>
	run(ctx, {}),
);

const run = command(z.object({}), async (ctx) => {
	const ended = await ctx.db
		.selectFrom('membership.member')
		.select('id')
		.where('suspended_until', '<=', ctx.now)
		.where('erased', 'is', null)
		.orderBy('id')
		.limit(500)
		.forUpdate()
		.execute();
	for (const { id } of ended) await letBackIn(ctx, id);
});
