import type { Ctx } from '#platform/context/context.ts';
import { refusal, tellDrop, type Follower } from '#insight/server/counting/follower.ts';
import { siteDay } from '#insight/server/counting/site-day.ts';
import { siteZone } from '#insight/server/site-zone.ts';

/** What is counted of a thing by which people leave for a shop. */
export const leavingBy = (thing: string): string => `left:${thing}`;

/**
 * Counts that somebody left by a thing (`product:3`) for where it is sold, per day and without a name; a program, and whoever works here, is counted
 * with the reason. True when it was counted.
 */
export async function countLeaving(ctx: Ctx, follower: Follower & { thing: string }): Promise<boolean> {
	const day = siteDay(ctx.now.getTime(), await siteZone(ctx.db));
	const reason = refusal(follower);
	if (reason) {
		await tellDrop(ctx, day, reason.reason, reason.agent, 1);
		return false;
	}
	await ctx.sql`
		insert into insight.tally as t (day, subject, visits, views) values (${day}, ${leavingBy(follower.thing)}, 0, 1)
		on conflict (day, subject) do update set views = t.views + 1`;
	return true;
}
