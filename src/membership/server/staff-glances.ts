import type { Ctx } from '#platform/context/context.ts';
import { glanceOf } from '#membership/handle.ts';

/** Handles of those who work here, as they are taken for at a glance. They are few. */
export async function staffGlances(ctx: Ctx, but = 0): Promise<Set<string>> {
	const staff = await ctx.db
		.selectFrom('membership.member')
		.select('handle')
		.where('role', '<>', 'member')
		.where('id', '<>', but)
		.execute();
	return new Set(staff.map(({ handle }) => glanceOf(handle)));
}

/** Whether a handle would be taken for that of somebody else who works here. */
export const passesForStaff = async (ctx: Ctx, handle: string, but = 0): Promise<boolean> =>
	(await staffGlances(ctx, but)).has(glanceOf(handle));
