import type { Ctx } from '#platform/context/context.ts';
import { nextTry } from '#notification/server/sending/next-try.ts';
import type { Verdict } from '#notification/server/sending/verdict.ts';
import type { TakenMissive } from '#notification/server/missive/take-missives.ts';

/** Until a mail server that takes nothing is asked again, in minutes. */
const serverPause = 3;

/** Writes down what became of a letter; one that was refused for now waits for another try. */
export async function settleMissive(ctx: Ctx, { id, tries }: TakenMissive, verdict: Verdict): Promise<void> {
	const { now } = ctx;
	const said = 'said' in verdict ? verdict.said : null;
	await ctx.db
		.updateTable('notification.missive')
		.set(outcome())
		.where('id', '=', id)
		.where('unconfirmed', 'is', null)
		.execute();

	function outcome() {
		if (verdict.kind === 'sent') return { sent: now };
		if (verdict.kind === 'unknown') return { unconfirmed: now, reason: 'broken-off', said };
		if (verdict.kind === 'refused') return { failed: now, reason: verdict.bounce ? 'bounced' : 'refused', said };
		const due = new Date(now.getTime() + serverPause * 60_000);
		if (verdict.kind === 'server') return { taken: null, tries: tries - 1, due, reason: 'server', said };
		const next = nextTry(tries, now);
		return next ? { taken: null, due: next, reason: 'later', said } : { failed: now, reason: 'gave-up', said };
	}
}

/** Writes down why nothing goes out. */
export const skipMissive = async (ctx: Ctx, { id }: TakenMissive, reason: string): Promise<void> =>
	void (await ctx.db
		.updateTable('notification.missive')
		.set({ skipped: ctx.now, reason })
		.where('id', '=', id)
		.execute());
