import type { Ctx } from '#platform/context/context.ts';
import { calledIn } from '#federation/address.ts';

/**
 * What somebody of another server was called there when they were heard last, `mei`; empty: nobody knows them yet. It stays their name in addresses here:
 * by it members block them, and the house does, whatever they call themselves later.
 */
export async function knownAs(ctx: Ctx, author: string): Promise<string> {
	const row = await ctx.db
		.selectFrom('federation.said as said')
		.innerJoin('community.comment as comment', 'comment.id', 'said.comment')
		.select('comment.origin_author')
		.where('said.author', '=', author)
		.where('comment.origin_author', '<>', '')
		.orderBy('said.comment', 'desc')
		.limit(1)
		.executeTakeFirst();
	return calledIn(row?.origin_author ?? '').replace(/@.*$/, '');
}
