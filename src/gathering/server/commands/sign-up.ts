import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { randomToken } from '#platform/token.ts';
import { signedUp, type TicketTold } from '#gathering/events.ts';
import { eventThing, longestNote, signUpState, type Occasion } from '#gathering/gathering.ts';
import { maySignUp } from '#gathering/policy.ts';
import { findForUpdate } from '#gathering/server/find-for-update.ts';
import { writeToGuest } from '#gathering/server/write-to-guest.ts';

/** Length of a ticket's code: 40 bits, which only staff may try. */
export const codeLength = 8;

export const SignUp = z.object({
	event: z.coerce.number().int().positive(),
	/** What they want the house to know. */
	note: z.string().trim().max(longestNote, 'too-long').default(''),
});

/**
 * A member signs up: they have a seat, or wait for one in the order in which people came. Whoever signs up twice has one
 * ticket. However many come at once, no more seats are given than there are. Throws Problem `event.not-found` (404),
 * `event.not-open`, `event.closed`, `event.over`, `event.cancelled` (409).
 */
export const signUp = command(SignUp, async (ctx, { event: id, note }) => {
	const found = await findForUpdate(ctx, id);
	if (!found?.published) throw notFound('event');
	authorize(ctx.actor, 'event.sign-up', maySignUp, null);
	const member = memberOf(ctx.actor) as number;
	const known = await ctx.db
		.selectFrom('gathering.ticket')
		.select(['id', 'seated'])
		.where('gathering', '=', id)
		.where('member', '=', member)
		.where('cancelled', 'is', null)
		.executeTakeFirst();
	if (known) return { ticket: known.id, seated: known.seated !== null };
	const seated = refuseClosed(found, ctx.now) === 'open';
	const { id: ticket } = await ctx.db
		.insertInto('gathering.ticket')
		.values({
			gathering: id,
			member,
			code: randomToken(codeLength),
			note,
			asked: ctx.now,
			seated: seated ? ctx.now : null,
			told: found.moved,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	if (seated)
		await ctx.db
			.updateTable('gathering.gathering')
			.set((row) => ({ taken: row('taken', '+', 1) }))
			.where('id', '=', id)
			.execute();
	const data: TicketTold = { event: id, ticket, member, seated };
	ctx.record({ name: signedUp, about: eventThing(id), data: { ...data } });
	await writeToGuest(ctx, ticket, seated ? 'signed-up' : 'waiting');
	return { ticket, seated };
});

/** Throws Problem unless somebody may sign up now. */
export function refuseClosed(one: Occasion, now: Date): 'open' | 'waiting' {
	const state = signUpState(one, now);
	if (state === 'open' || state === 'waiting') return state;
	throw new Problem(state === 'soon' ? 'event.not-open' : `event.${state}`, 409);
}
