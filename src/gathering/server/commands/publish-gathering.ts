import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { keepUses } from '#media/server/index.ts';
import { eventCancelled, eventDeleted, eventPublished } from '#gathering/events.ts';
import { eventThing } from '#gathering/gathering.ts';
import { mayKeepEvents } from '#gathering/policy.ts';
import { findForUpdate } from '#gathering/server/find-for-update.ts';

const One = z.object({ id: z.coerce.number().int().positive() });

async function load(ctx: Ctx, id: number, action: string) {
	const found = await findForUpdate(ctx, id);
	authorize(ctx.actor, action, mayKeepEvents, null);
	if (!found) throw notFound('event');
	return found;
}

const state = (ctx: Ctx, id: number, name: string): void =>
	ctx.record({ name, about: [eventThing(id), 'events'], data: { event: id } });

/** Shows an event to everybody. Safe to repeat. Throws Problem `event.over`, `event.cancelled` (409). */
export const publishGathering = command(One, async (ctx, { id }) => {
	const found = await load(ctx, id, 'event.publish');
	if (found.published) return { id };
	if (found.cancelled) throw new Problem('event.cancelled', 409);
	if (found.ends <= ctx.now) throw new Problem('event.over', 409);
	await ctx.db.updateTable('gathering.gathering').set({ published: ctx.now }).where('id', '=', id).execute();
	state(ctx, id, eventPublished);
	return { id };
});

/**
 * Calls an event off, for good: its page says so, and everybody who was to come is written to. Safe to repeat. Throws
 * Problem `event.over` (409), `event.not-found`: a draft is deleted instead.
 */
export const cancelGathering = command(One, async (ctx, { id }) => {
	const found = await load(ctx, id, 'event.cancel');
	if (!found.published) throw notFound('event');
	if (found.cancelled) return { id };
	if (found.ends <= ctx.now) throw new Problem('event.over', 409);
	await ctx.db
		.updateTable('gathering.gathering')
		.set({ cancelled: ctx.now, moved: ctx.now, changed: ctx.now })
		.where('id', '=', id)
		.execute();
	state(ctx, id, eventCancelled);
	return { id };
});

/** Throws away what nobody has seen yet. Throws Problem `event.published` (409). */
export const deleteGathering = command(One, async (ctx, { id }) => {
	const found = await load(ctx, id, 'event.delete');
	if (found.published) throw new Problem('event.published', 409);
	await ctx.db.deleteFrom('gathering.gathering').where('id', '=', id).execute();
	await keepUses(ctx, { thing: eventThing(id), pictures: [] });
	state(ctx, id, eventDeleted);
});
