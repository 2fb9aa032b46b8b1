import { job } from '#platform/job/job.ts';
import { Problem } from '#platform/problem.ts';
import { thinkDays } from '#membership/request.ts';
import { eraseMember } from '#membership/server/commands/erase-member.ts';

/** Each hour: who asked to be deleted and did not think again is let go. */
export const eraseAsked = job('membership.erase-asked', { every: '23 * * * *' }, async (ctx) => {
	const asked = await ctx.db
		.selectFrom('membership.request')
		.select('member')
		.where('kind', '=', 'delete')
		.where('made', '<=', new Date(ctx.now.getTime() - thinkDays * 86_400_000))
		.where('done', 'is', null)
		.where('refused', 'is', null)
		.where('withdrawn', 'is', null)
		.orderBy('id')
		.limit(100)
		.execute();
	for (const { member } of asked) {
		try {
			await eraseMember(ctx, { member });
		} catch (error) {
			// Given a role meanwhile: the desk sees the request and its clock.
			if (!(error instanceof Problem)) throw error;
			ctx.log.info('a deletion waits for the desk', { member, code: error.code });
		}
	}
});
