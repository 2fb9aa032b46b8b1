import type { Ctx } from '#platform/context/context.ts';

/** Whether this activity is heard for the first time; within the command that does what it says. */
export async function isNew(ctx: Ctx, activity: string): Promise<boolean> {
	const row = await ctx.db
		.insertInto('federation.heard')
		.values({ activity, heard: ctx.now })
		.onConflict((conflict) => conflict.doNothing())
		.returning('activity')
		.executeTakeFirst();
	return row !== undefined;
}
