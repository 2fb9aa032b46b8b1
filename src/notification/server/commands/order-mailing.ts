import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { Problem } from '#platform/problem.ts';
import { findArticle } from '#content/server/index.ts';
import { mailingChanged, mailingHeld } from '#notification/events.ts';
import { maySendMailings } from '#notification/policy.ts';
import { findMailingForUpdate } from '#notification/server/find-mailing.ts';
import { keepMailings } from '#notification/server/jobs/keep-mailings.ts';

const Mailing = z.object({ mailing: z.coerce.number().int().positive() });

/**
 * Orders a mailing, for now or for a time ahead, in the name of whoever asks. Throws Problem `mailing.not-found`,
 * `mailing.begun`, `mailing.not-published`, `mailing.no-server` (409).
 */
export const scheduleMailing = command(
	Mailing.extend({ at: z.date().nullable().default(null) }),
	async (ctx, { mailing: id, at }) => {
		const mailing = await findMailingForUpdate(ctx, id);
		authorize(ctx.actor, 'mailing.send', maySendMailings, null);
		if (mailing.started) throw new Problem('mailing.begun', 409);
		if (!ctx.settings.smtpUrl) throw new Problem('mailing.no-server', 409);
		const article = mailing.article === null ? null : await findArticle(ctx, { id: mailing.article });
		if (!article?.published || article.published > ctx.now) throw new Problem('mailing.not-published', 409);
		if (at && at <= ctx.now) throw invalidInput([{ path: 'at', key: 'past' }]);
		await ctx.db
			.updateTable('notification.mailing')
			.set({
				scheduled: at ?? ctx.now,
				author: memberOf(ctx.actor),
				changed: ctx.now,
				trouble: null,
			})
			.where('id', '=', id)
			.execute();
		ctx.record({ name: mailingChanged, about: `mailing:${id}`, data: { mailing: id } });
		if (!at) ctx.queue(keepMailings, {});
	},
);

/** Takes an order back before it begins. Throws Problem `mailing.not-found`, `mailing.begun` (409). */
export const cancelMailing = command(Mailing, async (ctx, { mailing: id }) => {
	const mailing = await findMailingForUpdate(ctx, id);
	authorize(ctx.actor, 'mailing.send', maySendMailings, null);
	if (mailing.started) throw new Problem('mailing.begun', 409);
	await ctx.db.updateTable('notification.mailing').set({ scheduled: null }).where('id', '=', id).execute();
	ctx.record({ name: mailingChanged, about: `mailing:${id}`, data: { mailing: id } });
});

/** Holds a mailing that is being sent: mails on their way are finished, no new one begins. Safe to repeat. */
export const pauseMailing = command(Mailing, async (ctx, { mailing: id }) => {
	const mailing = await findRunning(ctx, id);
	if (mailing.paused) return;
	await ctx.db
		.updateTable('notification.mailing')
		.set({ paused: ctx.now, trouble: null })
		.where('id', '=', id)
		.execute();
	ctx.record({ name: mailingHeld, about: `mailing:${id}`, data: { mailing: id, trouble: null } });
});

/** Goes on with a mailing that was held, or that waits for the mail server. Safe to repeat. */
export const resumeMailing = command(Mailing, async (ctx, { mailing: id }) => {
	await findRunning(ctx, id);
	await ctx.db
		.updateTable('notification.mailing')
		.set({ paused: null, resumes: null, troubles: 0, trouble: null, trouble_text: '' })
		.where('id', '=', id)
		.execute();
	ctx.record({ name: mailingChanged, about: `mailing:${id}`, data: { mailing: id } });
	ctx.queue(keepMailings, {});
});

/** Ends a mailing for good: whoever was not written to yet is skipped. Mails on their way are finished. */
export const stopMailing = command(Mailing, async (ctx, { mailing: id }) => {
	await findRunning(ctx, id);
	await ctx.db
		.updateTable('notification.mailing')
		.set({ stopped: ctx.now, paused: null })
		.where('id', '=', id)
		.execute();
	ctx.record({ name: mailingHeld, about: `mailing:${id}`, data: { mailing: id, trouble: 'stopped' } });
	ctx.queue(keepMailings, {});
});

async function findRunning(ctx: Parameters<typeof findMailingForUpdate>[0], id: number) {
	const mailing = await findMailingForUpdate(ctx, id);
	authorize(ctx.actor, 'mailing.send', maySendMailings, null);
	if (!mailing.started || mailing.done || mailing.stopped) throw new Problem('mailing.not-running', 409);
	return mailing;
}
