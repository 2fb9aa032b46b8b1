import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayKeepDoor } from '#gathering/policy.ts';
import type { Guest } from '#gathering/ticket.ts';

/** Most guests that the door has on one page; it is told when there are more. */
export const mostGuests = 2_000;

/** Everybody who comes, waits or came, by name as the language sorts it, those who wait last and in their turn. */
export const listGuests = query(z.object({ event: z.coerce.number().int().positive() }), async (ctx, { event }) => {
	authorize(ctx.actor, 'event.check-in', mayKeepDoor, null);
	const rows = await ctx.db
		.selectFrom('gathering.ticket as t')
		.leftJoin('membership.member as m', 'm.id', 't.member')
		.select(['t.id', 't.code', 't.name', 't.note', 't.asked', 't.seated', 't.checked_in', 't.walked_in'])
		.select(['m.id as member', 'm.name as member_name', 'm.handle'])
		.where('t.gathering', '=', event)
		.where('t.cancelled', 'is', null)
		.orderBy('t.id')
		.limit(mostGuests)
		.execute();
	const compare = new Intl.Collator(ctx.locale).compare;
	const guests = rows.map((row): Guest => ({
		ticket: row.id,
		code: row.code,
		name: row.member_name ?? (row.name || null),
		member: row.member === null || row.handle === null ? null : { id: row.member, handle: row.handle },
		note: row.note,
		asked: row.asked,
		seated: row.seated,
		checkedIn: row.checked_in,
		walkedIn: row.walked_in,
	}));
	return [
		...guests.filter(({ seated }) => seated).sort((one, other) => compare(one.name ?? '', other.name ?? '')),
		...guests.filter(({ seated }) => !seated),
	];
});

/** The event that a ticket's code belongs to; null where there is none. For a camera that knows no scanner of ours. */
export const findTicketEvent = query(z.object({ code: z.string().max(500) }), async (ctx, { code }) => {
	authorize(ctx.actor, 'event.check-in', mayKeepDoor, null);
	const row = await ctx.db
		.selectFrom('gathering.ticket')
		.select('gathering')
		.where('code', '=', code)
		.executeTakeFirst();
	return row?.gathering ?? null;
});
