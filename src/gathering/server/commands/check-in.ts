import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { randomToken } from '#platform/token.ts';
import { emailOrNone } from '#membership/email.ts';
import { nameOrNone } from '#membership/name.ts';
import { checkedIn, checkInUndone, type TicketTold } from '#gathering/events.ts';
import { eventThing } from '#gathering/gathering.ts';
import { mayKeepDoor } from '#gathering/policy.ts';
import { codeLength } from '#gathering/server/commands/sign-up.ts';
import { findForUpdate } from '#gathering/server/find-for-update.ts';
import { codeIn } from '#gathering/ticket.ts';

/** What the door hears about a ticket: who it is, and since when they are in. */
export interface Admitted {
	ticket: number;
	name: string;
	note: string;
	checkedIn: Date;
	/** They had been let in before: nothing was changed. */
	again: boolean;
}

const event = z.coerce.number().int().positive();

/**
 * Lets somebody in by their ticket's code, as it was scanned or typed, or by the ticket itself from the list. Exactly once:
 * a second time says when the first was. Who only waits for a seat is let in where the door says so. Throws Problem
 * `ticket.not-found` (404), `ticket.elsewhere`, `ticket.called-off`, `ticket.waiting`, `event.cancelled` (409).
 */
export const checkIn = command(
	z.object({
		event,
		code: z.string().max(500).optional(),
		ticket: z.coerce.number().int().positive().optional(),
		evenWaiting: z.boolean().default(false),
	}),
	async (ctx, { event: id, code: given, ticket: named, evenWaiting }): Promise<Admitted> => {
		const gathering = await findForUpdate(ctx, id);
		authorize(ctx.actor, 'event.check-in', mayKeepDoor, null);
		if (!gathering?.published) throw notFound('event');
		const ticket = await findTicket(ctx, named ? { id: named } : { code: codeIn(given ?? '') });
		if (ticket.gathering !== id) throw new Problem('ticket.elsewhere', 409, { title: ticket.title });
		const { name, note } = ticket;
		if (ticket.checked_in) return { ticket: ticket.id, name, note, checkedIn: ticket.checked_in, again: true };
		if (gathering.cancelled) throw new Problem('event.cancelled', 409);
		if (ticket.cancelled) throw new Problem('ticket.called-off', 409, { name });
		if (!ticket.seated && !evenWaiting) throw new Problem('ticket.waiting', 409, { name });
		await ctx.db
			.updateTable('gathering.ticket')
			.set({ checked_in: ctx.now, checked_in_by: memberOf(ctx.actor), seated: ticket.seated ?? ctx.now })
			.where('id', '=', ticket.id)
			.execute();
		if (!ticket.seated) await takeSeat(ctx, id);
		const data: TicketTold = { event: id, ticket: ticket.id, member: ticket.member };
		ctx.record({ name: checkedIn, about: eventThing(id), data: { ...data } });
		return { ticket: ticket.id, name, note, checkedIn: ctx.now, again: false };
	},
);

/** A slip of the finger: they are not in after all. Safe to repeat. */
export const undoCheckIn = command(
	z.object({ event, ticket: z.coerce.number().int().positive() }),
	async (ctx, { event: id, ticket: named }) => {
		await findForUpdate(ctx, id);
		authorize(ctx.actor, 'event.check-in', mayKeepDoor, null);
		const ticket = await findTicket(ctx, { id: named });
		if (ticket.gathering !== id) throw notFound('ticket');
		if (!ticket.checked_in) return;
		await ctx.db
			.updateTable('gathering.ticket')
			.set({ checked_in: null, checked_in_by: null })
			.where('id', '=', named)
			.execute();
		const data: TicketTold = { event: id, ticket: named, member: ticket.member };
		ctx.record({ name: checkInUndone, about: eventThing(id), data: { ...data } });
	},
);

const WalkIn = z.object({
	event,
	name: nameOrNone.default(null),
	/** Of a member: the visit is then theirs. */
	email: emailOrNone.default(null),
});

/**
 * Lets somebody in who had not signed up: a member by their address, anybody else by a name. The door sees who stands
 * before it, so that it may let in more than there are seats. Throws Problem `event.cancelled` (409).
 */
export const walkIn = command(WalkIn, async (ctx, { event: id, name, email }): Promise<Admitted> => {
	const gathering = await findForUpdate(ctx, id);
	authorize(ctx.actor, 'event.check-in', mayKeepDoor, null);
	if (!gathering?.published) throw notFound('event');
	if (gathering.cancelled) throw new Problem('event.cancelled', 409);
	if (!name && !email) throw invalidInput([{ path: 'name', key: 'missing' }]);
	const member = email
		? await ctx.db.selectFrom('membership.member').select(['id', 'name']).where('email', '=', email).executeTakeFirst()
		: null;
	if (email && !member) throw invalidInput([{ path: 'email', key: 'no-member' }]);
	const known =
		member &&
		(await ctx.db
			.selectFrom('gathering.ticket')
			.select('id')
			.where('gathering', '=', id)
			.where('member', '=', member.id)
			.where('cancelled', 'is', null)
			.executeTakeFirst());
	if (known) return checkIn(ctx, { event: id, ticket: known.id, evenWaiting: true });
	const { id: ticket } = await ctx.db
		.insertInto('gathering.ticket')
		.values({
			gathering: id,
			member: member?.id ?? null,
			name: member ? '' : (name ?? ''),
			code: randomToken(codeLength),
			asked: ctx.now,
			seated: ctx.now,
			walked_in: ctx.now,
			checked_in: ctx.now,
			checked_in_by: memberOf(ctx.actor),
			told: gathering.moved,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await takeSeat(ctx, id);
	const data: TicketTold = { event: id, ticket, member: member?.id ?? null, walkedIn: true };
	ctx.record({ name: checkedIn, about: eventThing(id), data: { ...data } });
	return { ticket, name: member?.name ?? name ?? '', note: '', checkedIn: ctx.now, again: false };
});

const takeSeat = (ctx: Ctx, id: number) =>
	ctx.db
		.updateTable('gathering.gathering')
		.set((row) => ({ taken: row('taken', '+', 1) }))
		.where('id', '=', id)
		.execute();

async function findTicket(ctx: Ctx, by: { id: number } | { code: string | null }) {
	if ('code' in by && !by.code) throw notFound('ticket');
	const [column, value] = 'id' in by ? (['t.id', by.id] as const) : (['t.code', by.code ?? ''] as const);
	const found = await ctx.db
		.selectFrom('gathering.ticket as t')
		.innerJoin('gathering.gathering as g', 'g.id', 't.gathering')
		.leftJoin('membership.member as m', 'm.id', 't.member')
		.select(['t.id', 't.gathering', 't.member', 't.note', 't.seated', 't.cancelled', 't.checked_in', 'g.title'])
		.select((eb) => eb.fn.coalesce('m.name', 't.name').as('name'))
		.where(column, '=', value as never)
		.executeTakeFirst();
	if (!found) throw notFound('ticket');
	return found;
}
