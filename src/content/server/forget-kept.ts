import type { Ctx } from '#platform/context/context.ts';

/** What the actor had kept at a place is saved now, or given up: it is kept no longer. */
export async function forgetKept(ctx: Ctx, place: string | undefined): Promise<void> {
	if (ctx.actor.kind !== 'member' || !place) return;
	await ctx.db
		.deleteFrom('content.kept_draft')
		.where('member', '=', ctx.actor.member)
		.where('place', '=', place)
		.execute();
}
