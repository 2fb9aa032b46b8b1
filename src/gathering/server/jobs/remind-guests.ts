import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { findAsleep } from '#gathering/server/find-asleep.ts';
import { writeToGuest } from '#gathering/server/write-to-guest.ts';

/** How long before it begins people are reminded. */
const ahead = 24 * 3_600_000;

/** Tickets that are looked at together. */
const most = 500;

/** Takes the reminder's turn and writes it in one transaction: two processes at once write once. */
const remindGuest = command(z.object({ ticket: z.number() }), async (ctx, { ticket }) => {
	const taken = await ctx.db
		.updateTable('gathering.ticket')
		.set({ reminded: ctx.now })
		.where('id', '=', ticket)
		.where('reminded', 'is', null)
		// As it stands now, not as it stood when the list was read.
		.where('seated', 'is not', null)
		.where('cancelled', 'is', null)
		.where('unreminded', 'is', null)
		.executeTakeFirst();
	if (taken.numUpdatedRows) await writeToGuest(ctx, ticket, 'reminder');
});

/**
 * Every five minutes: whoever comes within a day is reminded, once. Who signed up within the last day knows; who wants no
 * reminder of this event, or no mail of reminders at all, gets none; and in somebody's quiet hours it waits until they are over.
 */
export const remindGuests = job('gathering.remind-guests', { every: '*/5 * * * *', retries: 0 }, async (ctx) => {
	for (let after = 0; ;) {
		const due = await listDue(ctx, after);
		const asleep = await findAsleep(
			ctx,
			due.map(({ member }) => member),
		);
		for (const { id, member } of due)
			if (!asleep.has(member))
				await remindGuest(ctx, { ticket: id }).catch((error: unknown) =>
					ctx.log.warn('guest not reminded', { ticket: id, error }),
				);
		if (due.length < most) return;
		after = due.at(-1)?.id ?? after;
	}
});

/** Tickets whose reminder is due and wanted. */
const listDue = (ctx: Ctx, after: number) =>
	ctx.sql<{ id: number; member: number }[]>`
		select t.id, t.member from gathering.gathering g join gathering.ticket t on t.gathering = g.id
		where g.published is not null and g.cancelled is null
			and g.begins > ${ctx.now} and g.begins <= ${new Date(ctx.now.getTime() + ahead)}
			and t.seated is not null and t.cancelled is null and t.reminded is null and t.unreminded is null
			and t.member is not null and t.asked < g.begins - interval '24 hours'
			and not exists (
				select from notification.wish w where w.member = t.member and w.kind = 'reminder' and not 'mail' = any(w.ways)
			)
			and t.id > ${after}
		order by t.id limit ${most}`;
