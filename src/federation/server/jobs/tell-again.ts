import { job } from '#platform/job/job.ts';
import { tellThing } from '#federation/server/commands/tell-thing.ts';

/**
 * Looks again at what others were told, these things or everything: what was hidden, closed or changed while the house did not speak is taken back or sent
 * anew, and the name of somebody who has left goes from it. Safe to run twice, and to be killed in the middle: what was told already is not told again.
 */
export const tellAgain = job<{ things: readonly string[] | null }>(
	'federation.tell-again',
	{ retries: 5, pause: 60, patient: true },
	async (ctx, { things }) => {
		const told =
			things ??
			(await ctx.db.selectFrom('federation.sent').select('thing').where('withdrawn', 'is', null).execute()).map(
				({ thing }) => thing,
			);
		for (const thing of told) await tellThing(ctx, { thing });
	},
);
