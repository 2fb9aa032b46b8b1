import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { ticketSeated, type TicketTold } from '#gathering/events.ts';
import { eventThing } from '#gathering/gathering.ts';
import { writeToGuest } from '#gathering/server/write-to-guest.ts';

/**
 * Gives the seats that are free to those who wait, first come, first served, and writes to them. Part of the command that
 * made a seat free and holds the event's row. Once it has begun, nobody is called any more.
 */
export async function seatNext(ctx: Ctx, gathering: number): Promise<void> {
	const { rows } = await sql<{ id: number; member: number | null }>`
		with given as (
			update gathering.ticket set seated = ${ctx.now}
			where id in (
				select t.id from gathering.ticket t
				where t.gathering = ${gathering}::bigint and t.seated is null and t.cancelled is null
				order by t.id
				limit (
					select case when g.published is null or g.cancelled is not null or g.begins <= ${ctx.now} then 0
						when g.capacity is null then null else greatest(0, g.capacity - g.taken) end
					from gathering.gathering g where g.id = ${gathering}::bigint
				)
			)
			returning id, member
		), counted as (
			update gathering.gathering set taken = taken + (select count(*) from given)
			where id = ${gathering}::bigint and exists (select from given)
		)
		select id, member from given order by id`.execute(ctx.db);
	for (const { id, member } of rows) {
		const data: TicketTold = { event: gathering, ticket: id, member };
		ctx.record({ name: ticketSeated, about: eventThing(gathering), data: { ...data } });
		await writeToGuest(ctx, id, 'seated');
	}
}
