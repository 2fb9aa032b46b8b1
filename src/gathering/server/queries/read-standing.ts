import type { Sql } from '#platform/database/connect.ts';
import type { Access, Occasion } from '#gathering/gathering.ts';
import type { OwnTicket } from '#gathering/ticket.ts';

/** An event and what of it is a member's, for the part of its page that is theirs. */
export interface Standing {
	occasion: Occasion & { id: number; access: Access };
	/** Null: they have not signed up. */
	ticket: OwnTicket | null;
}

/** How a member stands to an event; null: there is no such event. One statement. */
export async function readStanding(sql: Sql, event: number, member: number): Promise<Standing | null> {
	const [row] = await sql<(Standing['occasion'] & Omit<OwnTicket, 'id'> & { ticket: number | null })[]>`
		select g.id, g.begins, g.ends, g.capacity, g.taken, g.opens, g.closes, g.cancelled, g.access,
			t.id as ticket, t.code, t.note, t.asked, t.seated, t.checked_in as "checkedIn", t.unreminded,
			case when t.seated is null then (
				select count(*)::int from gathering.ticket before
				where before.gathering = g.id and before.id < t.id and before.seated is null and before.cancelled is null
			) end as ahead
		from gathering.gathering g
		left join gathering.ticket t on t.gathering = g.id and t.member = ${member} and t.cancelled is null
		where g.id = ${event} and g.published is not null`;
	if (!row) return null;
	const { ticket: id, code, note, asked, seated, checkedIn, unreminded, ahead, ...occasion } = row;
	return { occasion, ticket: id === null ? null : { id, code, note, asked, seated, checkedIn, unreminded, ahead } };
}
