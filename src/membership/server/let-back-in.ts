import type { Ctx } from '#platform/context/context.ts';
import { memberRestored } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';

/** Lets a suspended member in again, inside the running command. */
export async function letBackIn(ctx: Ctx, member: number): Promise<void> {
	await ctx.db
		.updateTable('membership.member')
		.set({ suspended: null, suspended_until: null, suspended_by: null })
		.where('id', '=', member)
		.execute();
	ctx.record({ name: memberRestored, about: memberThing(member), data: { member } });
}
