import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Sql } from '#platform/database/connect.ts';
import { fromText } from '#platform/document/from-text.ts';
import { renderHtml } from '#platform/document/render-html.ts';
import { mayCorrespond } from '#message/policy.ts';
import { idField, loadSeat } from '#message/server/load-seat.ts';
import { hears, openSeatSql } from '#message/server/open-seat.ts';
import { partnerJson, partnerOf, type PartnerRow } from '#message/server/partners.ts';
import type { Message, Partner, Talk } from '#message/talk.ts';

/** Messages on a page, and partners that are named. */
const size = 50;
const shown = 200;

interface Row extends Omit<Message, 'html' | 'author'> {
	text: string;
	author: PartnerRow | null;
}

/** A talk that whoever asks is in, its newest page or the one before a message. Throws Problem `message.not-found`. */
export const readTalk = query(
	z.object({ talk: idField, before: idField.optional() }),
	async (ctx, { talk, before }): Promise<Talk> => {
		const seat = await loadSeat(ctx, talk);
		authorize(ctx.actor, 'message.read', mayCorrespond, null);
		const own = memberOf(ctx.actor);
		const { rows } = await sql<Row>`
			select x.id, x.text, x.said, x.taken_back is not null as "takenBack", x.author is not distinct from ${own}::bigint as own,
				not ${sql.raw(hears('x.author'))} as blocked, false as reported,
				case when m.id is not null then ${sql.raw(partnerJson)} end as author
			from message.message x join message.seat s on s.talk = x.talk and s.member = ${own}::bigint
			left join membership.member m on m.id = x.author and m.erased is null left join media.portrait p on p.member = m.id
			where x.talk = ${talk}::bigint and x.said >= ${seat.since}::timestamptz and x.id < ${before ?? Number.MAX_SAFE_INTEGER}::bigint
			order by x.id desc limit ${size + 1}::int`.execute(ctx.db);
		const page = rows.slice(0, size).reverse();
		const { title, partners, shut } = await readFrame(ctx, talk, seat.pair !== null);
		const host = new URL(ctx.site.url).host;
		return {
			id: talk,
			title,
			pair: seat.pair !== null,
			partners,
			hushed: seat.hushed !== null,
			messages: page.map(({ text, author, ...message }) => ({
				...message,
				author: author && partnerOf(author),
				html: message.blocked ? '' : renderHtml(fromText(text, 'comment'), { rel: 'ugc nofollow', siteHost: host }),
			})),
			earlier: rows.length > size ? (page[0]?.id ?? null) : null,
			newest: page.at(-1)?.id ?? 0,
			latest: before === undefined,
			shut,
		};
	},
);

/** What it is called and who is in it. */
async function readFrame(ctx: Ctx, talk: number, pair: boolean) {
	const { rows } = await sql<{
		title: string;
		partners: PartnerRow[] | null;
		gone: boolean;
	}>`
		select t.title,
			(select json_agg(${sql.raw(partnerJson)} order by s.since, m.id) from message.seat s
				join membership.member m on m.id = s.member and m.erased is null left join media.portrait p on p.member = m.id
				where s.talk = t.id and s.member <> ${memberOf(ctx.actor)}::bigint and (t.pair is not null or ${sql.raw(openSeatSql)})) as partners,
			not exists (select from message.seat s join membership.member m on m.id = s.member and m.erased is null and m.suspended is null
				where s.talk = t.id and s.member <> ${memberOf(ctx.actor)}::bigint and (t.pair is not null or s.departed is null)) as gone
		from message.talk t where t.id = ${talk}::bigint`.execute(ctx.db);
	const [row] = rows;
	const partners: Partner[] = (row?.partners ?? []).slice(0, shown).map(partnerOf);
	const shut: Talk['shut'] = row?.gone ? (pair ? 'gone' : 'alone') : null;
	return { title: row?.title ?? '', partners, shut };
}

/** What is new in a talk, for whoever has it open; always asked of each whether they may hear it. Null: it is gone. */
export async function readTalkNews(sql: Sql, talk: number) {
	const [row] = await sql<{ newest: number; author: number | null; changed: Date | null }[]>`
		select coalesce(last.id, 0) as newest, last.author, t.changed from message.talk t
		left join lateral (select x.id, x.author from message.message x where x.talk = t.id order by x.id desc limit 1) last on true
		where t.id = ${talk}`;
	return row
		? { told: { newest: row.newest, count: row.changed?.getTime() ?? 0 }, author: row.author, restricted: true }
		: null;
}

/** Those of these members who are in a talk now. */
export async function listTalkHearing(sql: Sql, talk: number, members: readonly number[]): Promise<Set<number>> {
	const rows = await sql<{ member: number }[]>`
		select s.member from message.seat s join message.talk t on t.id = s.talk join membership.member m on m.id = s.member
		where s.talk = ${talk} and s.member = any(${members as number[]}) and m.suspended is null and ${sql.unsafe(openSeatSql)}`;
	return new Set(rows.map(({ member }) => member));
}
