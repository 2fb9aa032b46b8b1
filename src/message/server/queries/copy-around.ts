import { sql } from 'kysely';
import { memberOf } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { loadSeat } from '#message/server/load-seat.ts';
import type { CopiedMessage } from '#message/talk.ts';

/** What was said before and after goes along, so many messages. */
const before = 5;
const after = 3;

/**
 * What whoever is in a talk hands over of it to those who keep the peace: one message with a little around it, as far as they may read it
 * themselves. Nobody else gets a copy of anything. Throws Problem `message.not-found`, also of what was taken back.
 */
export async function copyAround(
	ctx: Ctx,
	message: number,
): Promise<{ author: number | null; pieces: CopiedMessage[] }> {
	const { rows: found } = await sql<{ talk: number; author: number | null; said: Date }>`
		select talk, author, said from message.message where id = ${message}::bigint and taken_back is null`.execute(ctx.db);
	const [said] = found;
	if (!said || memberOf(ctx.actor) === null) throw notFound('message');
	const seat = await loadSeat(ctx, said.talk);
	if (said.said < seat.since) throw notFound('message');
	const { rows } = await sql<{ id: number; author: number | null; text: string; said: Date }>`
		select id, author, text, said from (
			(select * from message.message x where x.talk = ${said.talk}::bigint and x.id <= ${message}::bigint order by x.id desc limit ${before + 1}::int)
			union all
			(select * from message.message x where x.talk = ${said.talk}::bigint and x.id > ${message}::bigint order by x.id limit ${after}::int)
		) around where said >= ${seat.since}::timestamptz and taken_back is null order by id`.execute(ctx.db);
	return {
		author: said.author,
		pieces: rows.map(({ id, said: time, ...piece }) => ({
			...piece,
			said: time.toISOString(),
			reported: id === message,
		})),
	};
}
