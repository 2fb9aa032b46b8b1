import type { Ctx } from '#platform/context/context.ts';

/** Whose article it is; null when there is none. */
export async function findOwner(ctx: Ctx, article: number): Promise<{ author: number } | null> {
	const row = await ctx.db.selectFrom('content.article').select('author').where('id', '=', article).executeTakeFirst();
	return row ?? null;
}
