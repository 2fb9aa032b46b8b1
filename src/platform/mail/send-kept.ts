import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { deliverMail } from '#platform/mail/deliver-mail.ts';
import { mayReadOutbox, oldBefore } from '#platform/mail/outbox.ts';
import { notFound, Problem } from '#platform/problem.ts';

/** So many leave at one press; the rest waits for the next. */
const atOnce = 1_000;

/** Sends a mail that was given up or kept. One that left, or is on its way, stays as it is. */
export const sendMailAgain = command(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	const mail = await ctx.db
		.selectFrom('platform.mail')
		.select(['id', 'sent', 'failed', 'kept'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	authorize(ctx.actor, 'mail.read', mayReadOutbox, null);
	if (!mail) throw notFound('mail');
	if (mail.sent || !(mail.failed ?? mail.kept)) return;
	await send(ctx, [mail.id]);
});

/**
 * Sends what was kept while there was no mail server, because a person says so: codes in it may be old. `old`: also what was written
 * more than a day ago. Returns how many.
 */
export const sendKeptMail = command(z.object({ old: z.boolean() }), async (ctx, { old }): Promise<number> => {
	authorize(ctx.actor, 'mail.read', mayReadOutbox, null);
	let kept = ctx.db
		.selectFrom('platform.mail')
		.select('id')
		.where('kept', 'is not', null)
		.where('sent', 'is', null)
		.orderBy('id')
		.limit(atOnce)
		.forUpdate();
	if (!old) kept = kept.where('written', '>=', oldBefore(ctx));
	const ids = (await kept.execute()).map((mail) => mail.id);
	await send(ctx, ids);
	return ids.length;
});

/** Puts mails on their way with all their tries. Throws Problem `mail.no-server` (409). */
async function send(ctx: Ctx, ids: readonly number[]): Promise<void> {
	if (!ctx.settings.smtpUrl) throw new Problem('mail.no-server', 409);
	if (!ids.length) return;
	await ctx.db
		.updateTable('platform.mail')
		.set({ failed: null, kept: null, tries: 0 })
		.where('id', 'in', ids)
		.execute();
	for (const mail of ids) ctx.queue(deliverMail, { mail });
}
