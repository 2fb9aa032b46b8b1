import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { findArticle } from '#content/server/index.ts';
import { mailingSentAgain } from '#notification/events.ts';
import { maySendMailings } from '#notification/policy.ts';
import { findMailingForUpdate } from '#notification/server/find-mailing.ts';
import { keepMailings } from '#notification/server/jobs/keep-mailings.ts';

/**
 * A person decides that receivers of whom nobody knows whether they got a mailing get it (perhaps once more): one of them,
 * or all. They wait as at the beginning, and all that holds for a receiver is asked again. Returns how many; safe to repeat.
 * Throws Problem `mailing.not-found`, `mailing.not-running` (409: it was stopped for good), `mailing.not-published` (409).
 */
export const sendAgain = command(
	z.object({
		mailing: z.coerce.number().int().positive(),
		/** Null: all of whom nobody knows. */
		delivery: z.coerce.number().int().positive().nullable().default(null),
	}),
	async (ctx, { mailing: id, delivery }): Promise<number> => {
		const mailing = await findMailingForUpdate(ctx, id);
		authorize(ctx.actor, 'mailing.send', maySendMailings, null);
		if (!mailing.started || mailing.stopped) throw new Problem('mailing.not-running', 409);
		const article = mailing.article === null ? null : await findArticle(ctx, { id: mailing.article });
		if (!article?.published || article.published > ctx.now) throw new Problem('mailing.not-published', 409);
		let doubtful = ctx.db
			.updateTable('notification.delivery')
			.set({ unconfirmed: null, taken: null, tries: 0, next_try: null, reason: null, said: null })
			.where('mailing', '=', id)
			.where('unconfirmed', 'is not', null);
		if (delivery !== null) doubtful = doubtful.where('id', '=', delivery);
		const count = Number((await doubtful.executeTakeFirst()).numUpdatedRows);
		if (!count) return 0;
		await ctx.db.updateTable('notification.mailing').set({ done: null }).where('id', '=', id).execute();
		ctx.record({ name: mailingSentAgain, about: `mailing:${id}`, data: { mailing: id, count, delivery } });
		ctx.queue(keepMailings, {});
		return count;
	},
);
