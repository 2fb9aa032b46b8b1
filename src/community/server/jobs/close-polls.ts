import { job } from '#platform/job/job.ts';
import { endPoll } from '#community/server/commands/end-poll.ts';

/** Polls that one turn ends; the rest waits a minute. */
const most = 200;

/** Every minute: polls whose time has come are ended, so that their pages show the result. Votes are refused by the clock already. */
export const closePolls = job('community.close-polls', { every: '* * * * *', retries: 0 }, async (ctx) => {
	const due = await ctx.db
		.selectFrom('community.poll')
		.select('thread')
		.where('closed', 'is', null)
		.where('closes', '<=', ctx.now)
		.orderBy('closes')
		.limit(most)
		.execute();
	for (const { thread } of due)
		await endPoll(ctx, { thread }).catch((error: unknown) => ctx.log.warn('poll not ended', { thread, error }));
});
