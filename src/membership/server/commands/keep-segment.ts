import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { segmentKept, segmentRetired } from '#membership/events.ts';
import { mayKeepSegment } from '#membership/policy.ts';
import { segmentDefinition } from '#membership/segment.ts';
import { renewPeople } from '#membership/server/kept-people.ts';

export const KeepSegment = z.object({
	/** Which one to change; without it a new one is made. */
	id: z.coerce.number().int().positive().optional(),
	/** The version that was changed; another save meanwhile is then refused. */
	version: z.coerce.number().int().positive().optional(),
	name: z.string().trim().min(1, 'missing').max(60, 'too-long'),
	definition: segmentDefinition,
});

/**
 * Saves a segment under its name. Throws Problem `segment.changed-meanwhile` (409) when somebody else saved it since it
 * was read; a name that another segment has is a finding about the field `name`.
 */
export const keepSegment = command(KeepSegment, async (ctx, { id, version, name, definition }) => {
	authorize(ctx.actor, 'segment.keep', mayKeepSegment, null);
	// One save at a time: names are few, and two people may choose the same at once.
	const others = await ctx.db
		.selectFrom('membership.segment')
		.select(['id', 'name', 'version'])
		.where('retired', 'is', null)
		.forUpdate()
		.execute();
	if (others.some((other) => other.id !== id && other.name.toLowerCase() === name.toLowerCase()))
		throw invalidInput([{ path: 'name', key: 'segment-name-taken' }]);
	if (!id) return made(ctx, name, definition);
	const own = others.find((other) => other.id === id);
	if (!own) throw notFound('segment');
	if (version && own.version !== version) throw new Problem('segment.changed-meanwhile', 409);
	await ctx.db
		.updateTable('membership.segment')
		.set({ name, definition, version: own.version + 1, changed: ctx.now })
		.where('id', '=', id)
		.execute();
	await renewPeople(ctx, { segments: [id] });
	ctx.record({ name: segmentKept, about: `segment:${id}`, data: { segment: id } });
	return { id };
});

async function made(ctx: Ctx, name: string, definition: z.output<typeof segmentDefinition>): Promise<{ id: number }> {
	const by = memberOf(ctx.actor);
	const row = await ctx.db
		.insertInto('membership.segment')
		.values({ name, definition, created: ctx.now, created_by: by, changed: ctx.now })
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!row) throw invalidInput([{ path: 'name', key: 'segment-name-taken' }]);
	ctx.record({ name: segmentKept, about: `segment:${row.id}`, data: { segment: row.id } });
	return row;
}

/** Takes a segment out of use. Whoever still names it finds it gone, and it lets nobody in. Safe to repeat. */
export const retireSegment = command(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	const row = await ctx.db
		.selectFrom('membership.segment')
		.select(['id', 'retired'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	authorize(ctx.actor, 'segment.keep', mayKeepSegment, null);
	if (!row) throw notFound('segment');
	if (row.retired) return { id };
	await ctx.db.updateTable('membership.segment').set({ retired: ctx.now }).where('id', '=', id).execute();
	await ctx.db.deleteFrom('membership.segment_member').where('segment', '=', id).execute();
	ctx.record({ name: segmentRetired, about: `segment:${id}`, data: { segment: id } });
	return { id };
});
