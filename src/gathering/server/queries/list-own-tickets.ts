import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { eventPath } from '#gathering/gathering.ts';
import { maySignUp } from '#gathering/policy.ts';

/** One's own tickets with what they are for, the latest to begin first. */
export const listOwnTickets = query(z.object({}).prefault({}), async (ctx) => {
	authorize(ctx.actor, 'event.list-own', maySignUp, null);
	return (await own(ctx).orderBy('g.begins', 'desc').limit(200).execute()).map(shown);
});

/** One of them. Throws Problem `ticket.not-found`. */
export const readOwnTicket = query(
	z.object({ ticket: z.coerce.number().int().positive() }),
	async (ctx, { ticket }) => {
		authorize(ctx.actor, 'event.list-own', maySignUp, null);
		const row = await own(ctx).where('t.id', '=', ticket).executeTakeFirst();
		if (!row) throw notFound('ticket');
		return shown(row);
	},
);

/** Wants no reminder by mail, of whatever event: what `gathering.remind-guests` asks. */
const mailless = sql<boolean>`exists (
	select from notification.wish w where w.member = t.member and w.kind = 'reminder' and not 'mail' = any(w.ways))`;

const ahead = sql<number | null>`case when t.seated is null then (
	select count(*)::int from gathering.ticket before
	where before.gathering = t.gathering and before.id < t.id and before.seated is null and before.cancelled is null
) end`;

const own = (ctx: Ctx) =>
	ctx.db
		.selectFrom('gathering.ticket as t')
		.innerJoin('gathering.gathering as g', 'g.id', 't.gathering')
		.select(['t.id', 't.code', 't.note', 't.asked', 't.seated', 't.checked_in as checkedIn', 't.unreminded'])
		.select(ahead.as('ahead'))
		.select(mailless.as('mailless'))
		.select(['g.slug', 'g.title', 'g.locale', 'g.place', 'g.address', 'g.map_url as map', 'g.begins', 'g.ends'])
		.select('g.cancelled')
		.where('t.member', '=', memberOf(ctx.actor) ?? 0)
		.where('t.cancelled', 'is', null);

const shown = <Row extends { slug: string }>({ slug, ...row }: Row) => ({ ...row, path: eventPath(slug) });
