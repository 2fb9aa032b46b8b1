import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { randomToken } from '#platform/token.ts';
import { checkedIn, eventKept, type TicketTold } from '#gathering/events.ts';
import { earlyHours, eventThing, seatsLeft } from '#gathering/gathering.ts';
import { mayKeepEvents, maySignUp } from '#gathering/policy.ts';
import { codeLength } from '#gathering/server/commands/sign-up.ts';
import { findForUpdate } from '#gathering/server/find-for-update.ts';

/**
 * Lets those who come say so themselves, by a code that hangs at the door; or no longer, and what hangs there opens nothing. Safe to repeat.
 * Throws Problem `event.not-found`: also of a draft.
 */
export const turnSelfCheckIn = command(
	z.object({ id: z.coerce.number().int().positive(), open: z.boolean() }),
	async (ctx, { id, open }) => {
		const found = await findForUpdate(ctx, id);
		authorize(ctx.actor, 'event.keep', mayKeepEvents, null);
		if (!found?.published) throw notFound('event');
		if ((found.self_key !== null) === open) return { id };
		const self_key = open ? randomToken(codeLength) : null;
		await ctx.db.updateTable('gathering.gathering').set({ self_key }).where('id', '=', id).execute();
		ctx.record({ name: eventKept, about: [eventThing(id), 'events'], data: { event: id } });
		return { id };
	},
);

/**
 * A member says that they are here, by the code that hangs at the door. Who has not signed up takes a seat that is left. Once; again says since
 * when. Throws Problem `event.not-found` (another code), `event.cancelled`, `event.early`, `event.over`, `event.full`, `event.still-waiting` (409).
 */
export const checkInMyself = command(
	z.object({ slug: z.string().max(200), key: z.string().max(20) }),
	async (ctx, { slug, key }): Promise<{ checkedIn: Date; again: boolean }> => {
		const known = await ctx.db
			.selectFrom('gathering.gathering')
			.select('id')
			.where('slug', '=', slug)
			.where('self_key', '=', key)
			.where('published', 'is not', null)
			.executeTakeFirst();
		const found = known && (await findForUpdate(ctx, known.id));
		authorize(ctx.actor, 'event.come', maySignUp, null);
		if (!found || found.self_key !== key) throw notFound('event');
		const member = memberOf(ctx.actor) ?? 0;
		const ticket = await ctx.db
			.selectFrom('gathering.ticket')
			.select(['id', 'seated', 'checked_in'])
			.where('gathering', '=', found.id)
			.where('member', '=', member)
			.where('cancelled', 'is', null)
			.executeTakeFirst();
		if (ticket?.checked_in) return { checkedIn: ticket.checked_in, again: true };
		if (found.cancelled) throw new Problem('event.cancelled', 409);
		if (found.ends <= ctx.now) throw new Problem('event.over', 409);
		if (found.begins.getTime() - earlyHours * 3_600_000 > ctx.now.getTime())
			throw new Problem('event.early', 409, { hours: earlyHours });
		if (ticket && !ticket.seated) throw new Problem('event.still-waiting', 409);
		const is = ticket ? await letIn(ctx, ticket.id, member) : await seat(ctx, found, member);
		const data: TicketTold = { event: found.id, ticket: is, member, ...(ticket ? {} : { walkedIn: true }) };
		ctx.record({ name: checkedIn, about: eventThing(found.id), data: { ...data } });
		return { checkedIn: ctx.now, again: false };
	},
);

async function letIn(ctx: Ctx, ticket: number, member: number): Promise<number> {
	await ctx.db
		.updateTable('gathering.ticket')
		.set({ checked_in: ctx.now, checked_in_by: member })
		.where('id', '=', ticket)
		.execute();
	return ticket;
}

/** Unlike the door, a code on the wall sees nobody: it gives away no more seats than there are. */
async function seat(
	ctx: Ctx,
	found: { id: number; capacity: number | null; taken: number; moved: Date | null },
	member: number,
): Promise<number> {
	if (seatsLeft(found) === 0) throw new Problem('event.full', 409);
	const { id } = await ctx.db
		.insertInto('gathering.ticket')
		.values({
			gathering: found.id,
			member,
			code: randomToken(codeLength),
			asked: ctx.now,
			seated: ctx.now,
			walked_in: ctx.now,
			checked_in: ctx.now,
			checked_in_by: member,
			told: found.moved,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await ctx.db
		.updateTable('gathering.gathering')
		.set((row) => ({ taken: row('taken', '+', 1) }))
		.where('id', '=', found.id)
		.execute();
	return id;
}
