import { sql } from 'kysely';
import { z } from 'zod';
import { memberOf } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { openSeat } from '#message/server/open-seat.ts';

/** The number of something. */
export const idField = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

/** The asker's place in a talk. */
export interface Seat {
	talk: number;
	pair: string | null;
	since: Date;
	seen: number;
	hushed: Date | null;
}

/** The asker's place in a talk that they are in; to everybody else, the house included, there is none. Throws Problem `message.not-found`. */
export async function loadSeat(ctx: Ctx, talk: number): Promise<Seat> {
	const { rows } = await sql<Seat>`
		select t.id as talk, t.pair, s.since, s.seen, s.hushed
		from message.seat s join message.talk t on t.id = s.talk
		where s.talk = ${talk}::bigint and s.member = ${memberOf(ctx.actor)}::bigint and ${openSeat}`.execute(ctx.db);
	const [seat] = rows;
	if (!seat) throw notFound('message');
	return seat;
}
