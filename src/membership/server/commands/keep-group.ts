import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { groupKept, groupRemoved } from '#membership/events.ts';
import { groupCallers, groupDoors, groupSeers, groupThing, mostGroupsOfSite } from '#membership/group.ts';
import { handleField, reservedHandle } from '#membership/handle.ts';
import { nameField } from '#membership/name.ts';
import { mayArrangeGroups } from '#membership/policy.ts';

export const KeepGroup = z.object({
	/** The group that is changed; left out: a new one. */
	id: z.coerce.number().int().positive().optional(),
	/** What stands behind the `@`. */
	handle: handleField,
	name: nameField,
	description: z.string().trim().max(500, 'too-long').default(''),
	joinedBy: z.enum(groupDoors).default('staff'),
	calledBy: z.enum(groupCallers).default('staff'),
	seenBy: z.enum(groupSeers).default('members'),
});

/**
 * Makes a group, or changes one. Its handle is nobody's: no member's, no other group's (a finding about the field `handle`). Whoever waits
 * to be let in goes on waiting when its door changes. Safe to repeat. Throws Problem `group.not-found`, `group.too-many`.
 */
export const keepGroup = command(KeepGroup, async (ctx, { id, ...input }) => {
	const before = id
		? await ctx.db
				.selectFrom('membership.member_group')
				.select('id')
				.where('id', '=', id)
				.forUpdate()
				.executeTakeFirst()
		: null;
	authorize(ctx.actor, 'group.keep', mayArrangeGroups, null);
	if (id && !before) throw notFound('group');
	await refuseTaken(ctx, input.handle, id ?? 0);
	const row = {
		handle: input.handle,
		name: input.name,
		description: input.description,
		joined_by: input.joinedBy,
		called_by: input.calledBy,
		seen_by: input.seenBy,
		changed: ctx.now,
	};
	const kept = id
		? await ctx.db
				.updateTable('membership.member_group')
				.set(row)
				.where('id', '=', id)
				.returning('id')
				.executeTakeFirstOrThrow()
		: await ctx.db
				.insertInto('membership.member_group')
				.values({ ...row, created: ctx.now, created_by: memberOf(ctx.actor) })
				.onConflict((conflict) => conflict.column('handle').doNothing())
				.returning('id')
				.executeTakeFirst();
	if (!kept) throw invalidInput([{ path: 'handle', key: 'handle-taken' }]);
	ctx.record({ name: groupKept, about: [groupThing(kept.id), 'groups'], data: { group: kept.id } });
	return { id: kept.id, handle: input.handle };
});

async function refuseTaken(ctx: Ctx, handle: string, group: number): Promise<void> {
	const { rows } = await sql<{ taken: boolean; many: number }>`
		select exists (select from membership.member where handle = ${handle}::citext)
			or exists (select from membership.member_group where handle = ${handle}::citext and id <> ${group}::bigint) as taken,
			(select count(*)::int from membership.member_group) as many`.execute(ctx.db);
	const [found] = rows;
	if (found?.taken || reservedHandle(handle)) throw invalidInput([{ path: 'handle', key: 'handle-taken' }]);
	if (!group && (found?.many ?? 0) >= mostGroupsOfSite)
		throw new Problem('group.too-many', 409, { most: mostGroupsOfSite });
}

/**
 * Takes a group away. A category that named it lets nobody in by it any more; comments that called it stay as they are. Safe to
 * run twice.
 */
export const removeGroup = command(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	authorize(ctx.actor, 'group.keep', mayArrangeGroups, null);
	const gone = await ctx.db.deleteFrom('membership.member_group').where('id', '=', id).executeTakeFirst();
	if (gone.numDeletedRows) ctx.record({ name: groupRemoved, about: [groupThing(id), 'groups'], data: { group: id } });
	return { id };
});
