import type { Ctx } from '#platform/context/context.ts';
import { readThing } from '#federation/address.ts';
import { spokenThing } from '#federation/server/spoken-thing.ts';

/** How many elsewhere like a thing, or passed it on; null where a visitor may not read it. */
export async function countLiked(ctx: Ctx, thing: string, how: 'like' | 'share'): Promise<number | null> {
	if (!readThing(thing) || !(await spokenThing(ctx, thing))) return null;
	const row = await ctx.db
		.selectFrom('federation.liked')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('thing', '=', thing)
		.where('how', '=', how)
		.executeTakeFirst();
	return Number(row?.count ?? 0);
}
