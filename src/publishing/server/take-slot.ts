import type { Ctx } from '#platform/context/context.ts';
import { readBrand } from '#site/server/index.ts';
import { nextSlot } from '#publishing/next-slot.ts';

/** The next free place in an account's week; null when it has none. Inside a command that holds the account's row. */
export async function takeSlot(ctx: Ctx, account: number): Promise<Date | null> {
	const slots = await ctx.db
		.selectFrom('publishing.slot')
		.select(['weekday', 'at'])
		.where('account', '=', account)
		.execute();
	if (!slots.length) return null;
	const waiting = await ctx.db
		.selectFrom('publishing.variant')
		.select('due')
		.where('account', '=', account)
		.where('due', '>', ctx.now)
		.where('posted', 'is', null)
		.where('refused', 'is', null)
		.where('cancelled', 'is', null)
		.execute();
	const taken = new Set(waiting.map(({ due }) => due?.getTime() ?? 0));
	return nextSlot(slots, taken, ctx.now, (await readBrand(ctx, {})).timeZone);
}
