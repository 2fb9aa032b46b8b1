import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { reaction } from '#platform/job/job.ts';
import { eventCancelled, eventMoved } from '#gathering/events.ts';
import { writeToGuest } from '#gathering/server/write-to-guest.ts';

/** Writes to one guest what they are owed, and notes in the same transaction that they know. */
const tellGuest = command(z.object({ ticket: z.number() }), async (ctx, { ticket }) => {
	const owed = await ctx.db
		.selectFrom('gathering.ticket as t')
		.innerJoin('gathering.gathering as g', 'g.id', 't.gathering')
		.select(['g.moved', 'g.cancelled'])
		.where('t.id', '=', ticket)
		.where('t.cancelled', 'is', null)
		.where(sql<boolean>`t.told is distinct from g.moved`)
		.forUpdate('t')
		.executeTakeFirst();
	if (!owed?.moved) return;
	await ctx.db.updateTable('gathering.ticket').set({ told: owed.moved }).where('id', '=', ticket).execute();
	await writeToGuest(ctx, ticket, owed.cancelled ? 'cancelled' : 'moved');
});

/** It is off, or at another time or place: everybody who was to come is written to, once for what is true now. */
export const tellGuests = reaction(
	'gathering.tell-guests',
	[eventCancelled, eventMoved],
	async (ctx, { data }) => {
		const rows = await ctx.sql<{ id: number }[]>`
		select t.id from gathering.ticket t join gathering.gathering g on g.id = t.gathering
		where g.id = ${Number(data['event'])} and t.cancelled is null and t.member is not null and t.told is distinct from g.moved
			and g.ends > ${ctx.now}
		order by t.id`;
		for (const { id } of rows) await tellGuest(ctx, { ticket: id });
	},
	{ patient: true },
);
