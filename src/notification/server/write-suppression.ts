import { memberOf } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { addressSuppressed } from '#notification/events.ts';

export type SuppressionReason = 'bounce' | 'complaint' | 'request' | 'other';

/** Writes an address down as one that gets no mailing. Safe to repeat: the first reason stays. */
export async function writeSuppression(
	ctx: Ctx,
	{ email, reason, note }: { email: string; reason: SuppressionReason; note: string },
): Promise<void> {
	const row = await ctx.db
		.insertInto('notification.suppression')
		.values({
			email,
			reason,
			note: note.slice(0, 300).toWellFormed(),
			since: ctx.now,
			added_by: memberOf(ctx.actor),
		})
		.onConflict((conflict) => conflict.column('email').doNothing())
		.returning('email')
		.executeTakeFirst();
	if (row) ctx.record({ name: addressSuppressed, about: 'suppressions', data: { reason } });
}
