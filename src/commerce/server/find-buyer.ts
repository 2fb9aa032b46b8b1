import type { Ctx } from '#platform/context/context.ts';

/** The member with this address, or null. An address at `membership.member` is confirmed: joining asks for a code sent to it. */
export async function findBuyer(ctx: Ctx, email: string): Promise<number | null> {
	const row = await ctx.db.selectFrom('membership.member').select('id').where('email', '=', email).executeTakeFirst();
	return row?.id ?? null;
}
