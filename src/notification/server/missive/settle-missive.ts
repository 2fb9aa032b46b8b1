import type { Ctx } from '#platform/context/context.ts';
import { settled } from '#notification/server/sending/settled.ts';
import type { Verdict } from '#notification/server/sending/verdict.ts';
import type { TakenMissive } from '#notification/server/missive/take-missives.ts';

/** Writes down what became of a letter; one that was refused for now waits for another try. */
export async function settleMissive(ctx: Ctx, { id, tries }: TakenMissive, verdict: Verdict): Promise<void> {
	await ctx.db
		.updateTable('notification.missive')
		.set(settled(verdict, tries, ctx.now))
		.where('id', '=', id)
		// Whoever was slow beyond measure has been written down as doubtful, and stays that.
		.where('unconfirmed', 'is', null)
		.execute();
}

/** Writes down why nothing goes out. */
export const skipMissive = async (ctx: Ctx, { id }: TakenMissive, reason: string): Promise<void> =>
	void (await ctx.db
		.updateTable('notification.missive')
		.set({ skipped: ctx.now, reason })
		.where('id', '=', id)
		.execute());
