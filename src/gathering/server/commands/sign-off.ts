import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { signedOff, type TicketTold } from '#gathering/events.ts';
import { eventThing } from '#gathering/gathering.ts';
import { mayCallOff, mayChangeReminder } from '#gathering/policy.ts';
import { findForUpdate } from '#gathering/server/find-for-update.ts';
import { seatNext } from '#gathering/server/seat-next.ts';

const ticketField = z.coerce.number().int().positive();

/** A ticket and its event, both locked, the event first: as everybody else does it. Not one's own is not found. */
async function load(ctx: Ctx, id: number, may: typeof mayCallOff) {
	const named = await ctx.db
		.selectFrom('gathering.ticket')
		.select(['gathering', 'member'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (ctx.actor.kind === 'member' && !(named && may(ctx.actor, named))) throw notFound('ticket');
	authorize(ctx.actor, 'event.sign-off', may, named ?? { member: null });
	const gathering = named && (await findForUpdate(ctx, named.gathering));
	const ticket = await ctx.db
		.selectFrom('gathering.ticket')
		.selectAll()
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!gathering || !ticket) throw notFound('ticket');
	return { gathering, ticket };
}

/**
 * Calls a ticket off; whoever waits first has the seat. Safe to repeat. Throws Problem `ticket.not-found` (404),
 * `event.over`, `ticket.checked-in` (409).
 */
export const signOff = command(z.object({ ticket: ticketField }), async (ctx, { ticket: id }) => {
	const { gathering, ticket } = await load(ctx, id, mayCallOff);
	if (ticket.cancelled) return { event: gathering.id };
	if (ticket.checked_in) throw new Problem('ticket.checked-in', 409);
	if (gathering.ends <= ctx.now) throw new Problem('event.over', 409);
	await letGo(ctx, ticket);
	return { event: gathering.id };
});

/** Takes a ticket back and gives its seat on. Part of a command that holds the event's row. */
export async function letGo(
	ctx: Ctx,
	{ id, gathering, member, seated }: { id: number; gathering: number; member: number | null; seated: Date | null },
): Promise<void> {
	await ctx.db.updateTable('gathering.ticket').set({ cancelled: ctx.now }).where('id', '=', id).execute();
	if (seated) {
		await ctx.db
			.updateTable('gathering.gathering')
			.set((row) => ({ taken: row('taken', '-', 1) }))
			.where('id', '=', gathering)
			.execute();
		await seatNext(ctx, gathering);
	}
	const data: TicketTold = { event: gathering, ticket: id, member };
	ctx.record({ name: signedOff, about: eventThing(gathering), data: { ...data } });
}

/** Whether a member is reminded a day before. Throws Problem `ticket.not-found` (404). */
export const changeReminder = command(
	z.object({ ticket: ticketField, wanted: z.boolean() }),
	async (ctx, { ticket: id, wanted }) => {
		await load(ctx, id, mayChangeReminder);
		await ctx.db
			.updateTable('gathering.ticket')
			.set({ unreminded: wanted ? null : ctx.now })
			.where('id', '=', id)
			.execute();
	},
);
