import { sql } from 'kysely';
import { z } from 'zod';
import { memberOf, staff } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { cleanLines } from '#platform/document/clean-text.ts';
import { Problem } from '#platform/problem.ts';
import { refuse } from '#platform/objection.ts';
import { refuseSilenced } from '#membership/silenced.ts';
import { messageSent } from '#message/events.ts';
import { countLinks, longestMessage, objectToSending, unanswered, type Sendings } from '#message/rules.ts';
import { hears } from '#message/server/open-seat.ts';
import { talkThing } from '#message/talk.ts';

/** What somebody writes: lines as they were typed, something in them. */
export const textField = z
	.string()
	.max(longestMessage * 2, 'too-long')
	.transform((text) => cleanLines(text).trim())
	.refine((text) => /[^\s\p{Cf}]/u.test(text), 'missing')
	.refine((text) => text.length <= longestMessage, 'too-long');

/** Whoever writes takes their turn: two forms of one member wait for each other, so that no brake is passed twice. */
export const takeTurn = (ctx: Ctx): Promise<unknown> =>
	sql`select pg_advisory_xact_lock(hashtextextended(${`message ${memberOf(ctx.actor)}`}::text, 741))`.execute(ctx.db);

/**
 * Says something in a talk, inside the running command; whether it may be said there has been decided. Sent twice within ten
 * seconds it is one. Throws Problem `member.silenced` and what the brakes object to; those who work here are not held up.
 */
export async function sayIn(ctx: Ctx, talk: number, text: string): Promise<{ talk: number; message: number }> {
	const lately = await readSendings(ctx, talk, text);
	if (lately.before) return { talk, message: lately.before };
	refuseSilenced(lately.silenced, ctx.now);
	if (!staff(ctx.actor)) refuse(objectToSending(lately, countLinks(text), ctx.now));
	const author = memberOf(ctx.actor);
	const { id } = await ctx.db
		.insertInto('message.message')
		.values({ talk, author, text, said: ctx.now })
		.returning('id')
		.executeTakeFirstOrThrow();
	await sql`
		update message.seat s set active = ${ctx.now}::timestamptz,
			unread = case when s.member = ${author}::bigint then null else coalesce(s.unread, ${ctx.now}::timestamptz) end,
			seen = case when s.member = ${author}::bigint then ${id}::bigint else s.seen end
		where s.talk = ${talk}::bigint and s.departed is null and ${sql.raw(hears(String(author)))}`.execute(ctx.db);
	ctx.record({ name: messageSent, about: talkThing(talk), data: { talk, message: id }, unsigned: true });
	return { talk, message: id };
}

interface Lately extends Sendings {
	silenced: Date | null;
	/** The same words here a moment ago. */
	before: number | null;
}

/** How this member wrote lately, and in this talk. */
async function readSendings(ctx: Ctx, talk: number, text: string): Promise<Lately> {
	const ago = (seconds: number) => new Date(ctx.now.getTime() - seconds * 1000);
	const { rows } = await sql<Lately>`
		select m.joined, coalesce(trust.level, 0) as level, m.silenced_until as silenced, recent.*, here.*
		from membership.member m left join community.trust on trust.member = m.id
		cross join lateral (
			select max(x.said) as last, (count(*) filter (where x.said > ${ago(60)}::timestamptz))::int as minute,
				count(*)::int as today,
				(count(distinct x.talk) filter (where x.text = ${text}::text and x.talk <> ${talk}::bigint))::int as same,
				max(x.id) filter (where x.talk = ${talk}::bigint and x.text = ${text}::text and x.said > ${ago(10)}::timestamptz) as before
			from message.message x where x.author = m.id and x.said > ${ago(86_400)}::timestamptz and x.said <= ${ctx.now}::timestamptz
		) recent
		cross join lateral (
			select t.pair is not null and not exists (
					select from message.message x where x.talk = t.id and x.author is distinct from m.id
				) as stranger,
				(select count(*)::int from (select from message.message x where x.talk = t.id and x.author = m.id limit ${unanswered}::int) own) as unanswered
			from message.talk t where t.id = ${talk}::bigint
		) here
		where m.id = ${memberOf(ctx.actor)}::bigint`.execute(ctx.db);
	const [row] = rows;
	if (!row) throw new Problem('session.required', 401);
	return row;
}
