import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayCorrespond } from '#message/policy.ts';
import { idField } from '#message/server/load-seat.ts';
import { hears, openSeat, openSeatSql } from '#message/server/open-seat.ts';
import { partnerJson, partnerOf, type PartnerRow } from '#message/server/partners.ts';
import type { FoundMessage, ListedTalk } from '#message/talk.ts';

/** Talks on a page, partners that a list shows of each, messages that are found. */
const size = 25;
const shown = 4;
const mostFound = 30;
/** More than this is not counted. */
const mostCounted = 99;

interface Row extends Omit<ListedTalk, 'partners'> {
	partners: PartnerRow[] | null;
}

/** The talks of whoever asks, the last spoken in first. `before`: older than the last of a page, `TIME/ID`. */
export const listTalks = query(
	z.object({ before: z.string().max(60).optional() }),
	async (ctx, { before }): Promise<{ items: ListedTalk[]; next: string | null }> => {
		authorize(ctx.actor, 'message.read', mayCorrespond, null);
		const own = memberOf(ctx.actor);
		const [time = '', id = ''] = (before ?? '').split('/');
		const past =
			Number.isNaN(Date.parse(time)) || !/^\d{1,15}$/.test(id) ? null : { time: new Date(time), id: Number(id) };
		const { rows } = await sql<Row>`
			select t.id, t.title, s.active, s.unread is not null as unread, s.hushed is not null as hushed,
				(select count(*)::int from message.seat o where o.talk = t.id and o.departed is null) as people,
				(select json_agg(${sql.raw(partnerJson)} order by o.since, m.id) from (
					select * from message.seat a where a.talk = t.id and a.member <> s.member and (a.departed is null or t.pair is not null)
					order by a.member limit ${shown}::int
				) o join membership.member m on m.id = o.member and m.erased is null left join media.portrait p on p.member = m.id) as partners,
				(select json_build_object('name', w.name, 'own', x.author is not distinct from s.member, 'text', left(x.text, 100), 'takenBack', x.taken_back is not null)
					from message.message x left join membership.member w on w.id = x.author and w.erased is null
					where x.talk = t.id and x.said >= s.since and ${sql.raw(hears('x.author'))}
					order by x.id desc limit 1) as last
			from message.seat s join message.talk t on t.id = s.talk
			where s.member = ${own}::bigint and ${openSeat}
				and (${past?.time ?? null}::timestamptz is null or (s.active, s.talk) < (${past?.time ?? null}::timestamptz, ${past?.id ?? 0}::bigint))
			order by s.active desc, s.talk desc limit ${size + 1}::int`.execute(ctx.db);
		const items = rows.slice(0, size).map((row) => ({ ...row, partners: (row.partners ?? []).map(partnerOf) }));
		const last = items.at(-1);
		return { items, next: rows.length > size && last ? `${last.active.toISOString()}/${last.id}` : null };
	},
);

/** Messages with these words in the talks of whoever asks, newest first; never of whom they block. */
export const searchMessages = query(
	z.object({ words: z.string().trim().min(1, 'missing').max(100, 'too-long'), talk: idField.optional() }),
	async (ctx, { words }): Promise<FoundMessage[]> => {
		authorize(ctx.actor, 'message.read', mayCorrespond, null);
		const { rows } = await sql<FoundMessage>`
			select x.id, x.talk, m.name, left(x.text, 200) as text, x.said
			from message.seat s join message.talk t on t.id = s.talk join message.message x on x.talk = s.talk
			left join membership.member m on m.id = x.author and m.erased is null
			where s.member = ${memberOf(ctx.actor)}::bigint and ${openSeat} and x.said >= s.since and ${sql.raw(hears('x.author'))}
				and x.text ilike ${`%${words.replace(/[\\%_]/g, '\\$&')}%`}::text
			order by x.id desc limit ${mostFound}::int`.execute(ctx.db);
		return rows;
	},
);

/** In how many talks something waits for a member, at most 99, as SQL. It is asked with every page that a member opens. */
export const waitingTalks = (member: string): string => `(select count(*)::int from (
	select from message.seat s
	where s.member = ${member} and s.unread is not null and s.hushed is null and ${openSeatSql} limit ${mostCounted}) waiting)`;

/** Whether whoever asks wants messages from members. */
export const readDoor = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'message.read', mayCorrespond, null);
	const closed = await ctx.db
		.selectFrom('message.closed_door')
		.select('closed')
		.where('member', '=', memberOf(ctx.actor))
		.executeTakeFirst();
	return { open: !closed };
});
