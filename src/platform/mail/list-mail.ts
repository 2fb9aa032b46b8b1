import { z } from 'zod';
import { authorize, holds } from '#platform/actor.ts';
import { command, query } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { deliverMail } from '#platform/mail/deliver-mail.ts';

/** The outbox holds sign-in codes: it is the owner's alone. */
const mayReadOutbox = (actor: Parameters<typeof holds>[0]): boolean => holds(actor, 'owner');

/** The newest mails of the outbox. */
export const listMail = query(
	z.object({ before: z.coerce.number().int().positive().optional() }),
	async (ctx, { before }) => {
		authorize(ctx.actor, 'mail.read', mayReadOutbox, null);
		let found = ctx.db.selectFrom('platform.mail').selectAll().orderBy('id', 'desc').limit(51);
		if (before) found = found.where('id', '<', before);
		const rows = await found.execute();
		return { items: rows.slice(0, 50), next: rows.length > 50 ? (rows[49]?.id ?? null) : null };
	},
);

/** How many mails could not be sent and wait for a person. */
export const countFailedMail = query(z.object({}), async (ctx) => {
	const row = await ctx.db
		.selectFrom('platform.mail')
		.select((one) => one.fn.countAll<number>().as('count'))
		.where('failed', 'is not', null)
		.executeTakeFirstOrThrow();
	return Number(row.count);
});

/** Tries a failed mail once more. */
export const sendMailAgain = command(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	authorize(ctx.actor, 'mail.read', mayReadOutbox, null);
	const changed = await ctx.db
		.updateTable('platform.mail')
		.set({ failed: null })
		.where('id', '=', id)
		.where('sent', 'is', null)
		.executeTakeFirst();
	if (!changed.numUpdatedRows) throw notFound('mail');
	ctx.queue(deliverMail, { mail: id });
});
