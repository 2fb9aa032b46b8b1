import type { Ctx } from '#platform/context/context.ts';

/** A follower saw a post: once more, or for the first time. */
export async function recordSighting(ctx: Ctx, post: number, follower: number): Promise<void> {
	await ctx.db
		.insertInto('practice.sighting')
		.values({ post, follower, seen: ctx.now })
		.onConflict((conflict) =>
			conflict.columns(['post', 'follower']).doUpdateSet((eb) => ({ times: eb('practice.sighting.times', '+', 1) })),
		)
		.execute();
}
