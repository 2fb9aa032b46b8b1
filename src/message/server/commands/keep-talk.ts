import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { mayCorrespond, mayTakeBack } from '#message/policy.ts';
import { idField, loadSeat } from '#message/server/load-seat.ts';
import { noteChange } from '#message/server/note-change.ts';

/** Takes back one's own words: they are erased, that something was said stays. Safe to run twice. Throws Problem `message.not-found`. */
export const takeBackMessage = command(z.object({ message: idField }), async (ctx, { message }) => {
	const said = await ctx.db
		.selectFrom('message.message')
		.select(['talk', 'author', 'taken_back'])
		.where('id', '=', message)
		.executeTakeFirst();
	if (!said) throw notFound('message');
	await loadSeat(ctx, said.talk);
	authorize(ctx.actor, 'message.take-back', mayTakeBack, said);
	if (!said.taken_back) {
		await ctx.db
			.updateTable('message.message')
			.set({ text: '', taken_back: ctx.now })
			.where('id', '=', message)
			.execute();
		await noteChange(ctx, said.talk);
	}
	return { talk: said.talk };
});

/**
 * Notes what of a talk was seen, up to a message of it. Who has seen what is told to nobody, and is no fact. Safe to run twice. Throws
 * Problem `message.not-found`.
 */
export const seeTalk = command(z.object({ talk: idField, upTo: idField }), async (ctx, { talk, upTo }) => {
	const seat = await loadSeat(ctx, talk);
	authorize(ctx.actor, 'message.read', mayCorrespond, null);
	const later = await ctx.db
		.selectFrom('message.message')
		.select('id')
		.where('talk', '=', talk)
		.where('id', '>', upTo)
		.where('author', 'is distinct from', memberOf(ctx.actor))
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('membership.block as b')
						.select('b.blocked')
						.where('b.member', '=', memberOf(ctx.actor))
						.whereRef('b.blocked', '=', 'message.message.author'),
				),
			),
		)
		.limit(1)
		.executeTakeFirst();
	await ctx.db
		.updateTable('message.seat')
		.set({ seen: Math.max(seat.seen, upTo), ...(later ? {} : { unread: null }) })
		.where('talk', '=', talk)
		.where('member', '=', memberOf(ctx.actor))
		.execute();
	return { talk };
});

/** Is not told any more of what is said in a talk, or again. Safe to run twice. */
export const hushTalk = command(z.object({ talk: idField, on: z.boolean() }), async (ctx, { talk, on }) => {
	await loadSeat(ctx, talk);
	authorize(ctx.actor, 'message.read', mayCorrespond, null);
	await ctx.db
		.updateTable('message.seat')
		.set({ hushed: on ? ctx.now : null })
		.where('talk', '=', talk)
		.where('member', '=', memberOf(ctx.actor))
		.execute();
	return { talk };
});

/** Leaves a talk, and with it everything that was said there. Of two, the other cannot write any more until one writes again. */
export const leaveTalk = command(z.object({ talk: idField }), async (ctx, { talk }) => {
	await loadSeat(ctx, talk);
	authorize(ctx.actor, 'message.read', mayCorrespond, null);
	await ctx.db
		.updateTable('message.seat')
		.set({ departed: ctx.now, unread: null })
		.where('talk', '=', talk)
		.where('member', '=', memberOf(ctx.actor))
		.execute();
	await noteChange(ctx, talk);
	return { talk };
});

/** Wants messages from members, or none; what the house writes comes anyway. Safe to run twice. */
export const openDoor = command(z.object({ open: z.boolean() }), async (ctx, { open }) => {
	authorize(ctx.actor, 'message.read', mayCorrespond, null);
	const member = memberOf(ctx.actor) as number;
	if (open) await ctx.db.deleteFrom('message.closed_door').where('member', '=', member).execute();
	else
		await ctx.db
			.insertInto('message.closed_door')
			.values({ member, closed: ctx.now })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	return { open };
});
