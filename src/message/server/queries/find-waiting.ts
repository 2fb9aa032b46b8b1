import type { Sql } from '#platform/database/connect.ts';
import { hears, openSeatSql } from '#message/server/open-seat.ts';

/** What waits for a member in a talk, for whoever tells them outside of the house: who wrote, never what, nor what the talk is called. */
export interface Waiting {
	talk: number;
	/** Those who wrote; who has left the house has no name. */
	names: string[];
	/** Messages. */
	count: number;
}

/** Seats in which something waits that their member wants to hear of, said after a moment, with who said it. */
const waiting = `from message.seat s join message.talk t on t.id = s.talk
	join message.message x on x.talk = s.talk and x.id > s.seen and x.said >= s.since and x.taken_back is null
		and x.author is distinct from s.member
	left join membership.member m on m.id = x.author and m.erased is null
	where ${openSeatSql} and s.hushed is null and s.unread is not null and ${hears('x.author')}`;
const told = `array_remove(array_agg(distinct m.name), null) as names, count(*)::int as count`;

/** Those who are to be told that this message was said: they are in the talk, hear its author and have not seen it. */
export async function listToTell(sql: Sql, message: number): Promise<number[]> {
	const rows = await sql<{ member: number }[]>`
		select s.member ${sql.unsafe(waiting)} and x.id = ${message} order by s.member`;
	return rows.map(({ member }) => member);
}

/** What waits for a member in one talk that was said after a moment; null: nothing. */
export async function findWaiting(
	sql: Sql,
	{ member, talk, since }: { member: number; talk: number; since: Date },
): Promise<Waiting | null> {
	const [row] = await sql<Waiting[]>`
		select s.talk, ${sql.unsafe(told)} ${sql.unsafe(waiting)} and s.member = ${member} and s.talk = ${talk} and x.said > ${since}
		group by s.talk`;
	return row ?? null;
}

/** In all talks of a member, the last spoken in first. */
export async function listWaiting(
	sql: Sql,
	{ member, since, most }: { member: number; since: Date; most: number },
): Promise<Waiting[]> {
	const rows = await sql<Waiting[]>`
		select s.talk, ${sql.unsafe(told)} ${sql.unsafe(waiting)} and s.member = ${member} and x.said > ${since}
		group by s.talk, s.active order by s.active desc limit ${most}`;
	return [...rows];
}
