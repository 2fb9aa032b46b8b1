import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { emailField } from '#membership/email.ts';
import { addressReleased } from '#notification/events.ts';
import { maySuppress } from '#notification/policy.ts';
import { writeSuppression } from '#notification/server/write-suppression.ts';

export const SuppressAddress = z.object({
	email: emailField,
	reason: z.enum(['bounce', 'complaint', 'request', 'other']),
	note: z
		.string()
		.default('')
		.transform((note) => note.trim().slice(0, 300).toWellFormed()),
});

/** Writes an address down as one that gets no mailing. Safe to repeat: the first reason stays. */
export const suppressAddress = command(SuppressAddress, async (ctx, { email, reason, note }) => {
	authorize(ctx.actor, 'address.suppress', maySuppress, null);
	await writeSuppression(ctx, { email, reason, note });
});

/**
 * Takes an address off the list. Nothing begins again by itself that its owner has ended. Throws Problem
 * `suppression.not-found`.
 */
export const releaseAddress = command(z.object({ email: emailField }), async (ctx, { email }) => {
	authorize(ctx.actor, 'address.suppress', maySuppress, null);
	const row = await ctx.db
		.deleteFrom('notification.suppression')
		.where('email', '=', email)
		.returning('reason')
		.executeTakeFirst();
	if (!row) throw notFound('suppression');
	ctx.record({ name: addressReleased, about: 'suppressions', data: { reason: row.reason } });
});
