import type { Ctx } from '#platform/context/context.ts';
import { settled } from '#notification/server/sending/settled.ts';
import type { Verdict } from '#notification/server/sending/verdict.ts';
import type { TakenBundle } from '#notification/server/bundle/take-bundles.ts';

/** Writes down what became of a bundle; one that was refused for now waits for another try. */
export async function settleBundle(ctx: Ctx, { id, tries }: TakenBundle, verdict: Verdict): Promise<void> {
	await ctx.db
		.updateTable('notification.bundle')
		.set(settled(verdict, tries, ctx.now))
		.where('id', '=', id)
		// Whoever was slow beyond measure has been written down as doubtful, and stays that.
		.where('unconfirmed', 'is', null)
		.execute();
}

/** Writes down why nothing goes out. */
export const skipBundle = async (ctx: Ctx, { id }: TakenBundle, reason: string): Promise<void> =>
	void (await ctx.db
		.updateTable('notification.bundle')
		.set({ skipped: ctx.now, reason })
		.where('id', '=', id)
		.execute());
