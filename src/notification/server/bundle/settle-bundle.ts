import type { Ctx } from '#platform/context/context.ts';
import { nextTry } from '#notification/server/sending/next-try.ts';
import type { Verdict } from '#notification/server/sending/verdict.ts';
import type { TakenBundle } from '#notification/server/bundle/take-bundles.ts';

/** Until a mail server that takes nothing is asked again, in minutes. */
const serverPause = 3;

/** Writes down what became of a bundle; one that was refused for now waits for another try. */
export async function settleBundle(ctx: Ctx, { id, tries }: TakenBundle, verdict: Verdict): Promise<void> {
	const said = 'said' in verdict ? verdict.said : null;
	await ctx.db
		.updateTable('notification.bundle')
		.set(outcome())
		.where('id', '=', id)
		// Whoever was slow beyond measure has been written down as doubtful, and stays that.
		.where('unconfirmed', 'is', null)
		.execute();

	function outcome() {
		const { now } = ctx;
		if (verdict.kind === 'sent') return { sent: now };
		if (verdict.kind === 'unknown') return { unconfirmed: now, reason: 'broken-off', said };
		if (verdict.kind === 'refused') return { failed: now, reason: verdict.bounce ? 'bounced' : 'refused', said };
		// Nothing was handed over: it is the server that is not well, and no try of this mail.
		if (verdict.kind === 'server')
			return {
				taken: null,
				tries: tries - 1,
				due: new Date(now.getTime() + serverPause * 60_000),
				reason: 'server',
				said,
			};
		const next = nextTry(tries, now);
		return next ? { taken: null, due: next, reason: 'later', said } : { failed: now, reason: 'gave-up', said };
	}
}

/** Writes down why nothing goes out. */
export const skipBundle = async (ctx: Ctx, { id }: TakenBundle, reason: string): Promise<void> =>
	void (await ctx.db
		.updateTable('notification.bundle')
		.set({ skipped: ctx.now, reason })
		.where('id', '=', id)
		.execute());
