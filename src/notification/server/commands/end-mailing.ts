import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { mailingDone, mailingHeld } from '#notification/events.ts';
import { mayRunMailings } from '#notification/policy.ts';

/**
 * Says that a mailing is done, if it is: every receiver counted at the start was sent to, skipped, failed or is in doubt.
 * The sum is asked of the rows themselves. Returns whether it is done; throws when the rows are not those of the start.
 */
export const finishMailing = command(z.object({ mailing: z.number().int().positive() }), async (ctx, { mailing }) => {
	authorize(ctx.actor, 'mailing.run', mayRunMailings, null);
	const { rows } = await sql<{ candidates: number; there: number; ended: number }>`
		select m.candidates, count(d.id)::int as there,
			count(d.id) filter (where num_nonnulls(d.sent, d.skipped, d.failed, d.unconfirmed) = 1)::int as ended
		from notification.mailing m left join notification.delivery d on d.mailing = m.id
		where m.id = ${mailing} and m.started is not null and m.done is null
		group by m.id`.execute(ctx.db);
	const [sum] = rows;
	if (!sum) return false;
	if (sum.there !== sum.candidates)
		throw new Error(`Mailing ${mailing} began with ${sum.candidates} receivers and has ${sum.there}`);
	if (sum.ended !== sum.candidates) return false;
	await ctx.db.updateTable('notification.mailing').set({ done: ctx.now }).where('id', '=', mailing).execute();
	ctx.record({ name: mailingDone, about: `mailing:${mailing}`, data: { mailing, candidates: sum.candidates } });
	return true;
});

/** Skips whoever was not written to when a mailing was stopped. */
export const skipRest = command(z.object({ mailing: z.number().int().positive() }), async (ctx, { mailing }) => {
	authorize(ctx.actor, 'mailing.run', mayRunMailings, null);
	await ctx.db
		.updateTable('notification.delivery')
		.set({ skipped: ctx.now, reason: 'stopped' })
		.where('mailing', '=', mailing)
		.where('taken', 'is', null)
		.where('sent', 'is', null)
		.where('skipped', 'is', null)
		.where('failed', 'is', null)
		.where('unconfirmed', 'is', null)
		.execute();
});

/** Pauses before the mail server is asked again, in minutes; after the last a person is asked. */
const pauses = [1, 2, 5, 15, 30, 60, 120];

/** The mail server does not take mail just now: the mailing waits, longer every time, and at last for a person. */
export const waitForServer = command(
	z.object({ mailing: z.number().int().positive(), trouble: z.enum(['server', 'refused']), said: z.string() }),
	async (ctx, { mailing, trouble, said }) => {
		authorize(ctx.actor, 'mailing.run', mayRunMailings, null);
		const row = await ctx.db
			.selectFrom('notification.mailing')
			.select('troubles')
			.where('id', '=', mailing)
			.forUpdate()
			.executeTakeFirst();
		const minutes = trouble === 'server' ? pauses[row?.troubles ?? 0] : undefined;
		await ctx.db
			.updateTable('notification.mailing')
			.set((eb) => ({
				troubles: eb('troubles', '+', 1),
				trouble,
				trouble_text: said.slice(0, 300).toWellFormed(),
				resumes: minutes === undefined ? null : new Date(ctx.now.getTime() + minutes * 60_000),
				...(minutes === undefined ? { paused: ctx.now } : {}),
			}))
			.where('id', '=', mailing)
			.execute();
		if (minutes === undefined)
			ctx.record({ name: mailingHeld, about: `mailing:${mailing}`, data: { mailing, trouble } });
	},
);
