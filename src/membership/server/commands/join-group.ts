import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { groupAsked, groupEntered, groupLeft } from '#membership/events.ts';
import { groupThing } from '#membership/group.ts';
import { memberThing } from '#membership/member.ts';
import { mayJoinGroup, maySeeGroupMembers } from '#membership/policy.ts';
import { loadGroup } from '#membership/server/load-group.ts';

const Meant = z.object({ group: z.coerce.number().int().positive() });

/**
 * Goes into a group, or asks to be let in, as its door is. Safe to run twice. Throws Problem `group.not-found`, `group.shut` (409):
 * nobody gets in by themselves.
 */
export const joinGroup = command(Meant, async (ctx, { group: id }) => {
	const group = await loadGroup(ctx, id);
	authorize(ctx.actor, 'group.join', maySeeGroupMembers, group);
	const member = memberOf(ctx.actor);
	if (member === null || !mayJoinGroup(ctx.actor, group)) {
		if (group.inside) return { id, own: 'in' as const };
		throw new Problem('group.shut', 409);
	}
	const walksIn = group.joined_by === 'anybody';
	if (group.inside || (group.asked && !walksIn))
		return { id, own: group.inside ? ('in' as const) : ('waiting' as const) };
	await ctx.db
		.insertInto('membership.group_member')
		.values({ member_group: id, member, ...(walksIn ? { joined: ctx.now } : { asked: ctx.now }) })
		// Who waits when the door is opened walks in.
		.onConflict((conflict) =>
			walksIn
				? conflict.columns(['member_group', 'member']).doUpdateSet({ joined: ctx.now })
				: conflict.columns(['member_group', 'member']).doNothing(),
		)
		.execute();
	ctx.record({
		name: walksIn ? groupEntered : groupAsked,
		about: [groupThing(id), memberThing(member)],
		data: { group: id, member },
	});
	return { id, own: walksIn ? ('in' as const) : ('waiting' as const) };
});

/** Leaves a group, or does not want in any more; also one that can no longer be seen. Safe to run twice. */
export const leaveGroup = command(Meant, async (ctx, { group: id }) => {
	authorize(ctx.actor, 'group.join', (actor) => actor.kind === 'member', null);
	const member = memberOf(ctx.actor) as number;
	const gone = await ctx.db
		.deleteFrom('membership.group_member')
		.where('member_group', '=', id)
		.where('member', '=', member)
		.executeTakeFirst();
	if (gone.numDeletedRows)
		ctx.record({ name: groupLeft, about: [groupThing(id), memberThing(member)], data: { group: id, member } });
	return { id };
});

/** Does not want to hear when the group is called, or wants to again. Nobody is told. Safe to run twice. */
export const hushGroup = command(
	Meant.extend({ on: z.preprocess((value) => value === true || value === 'yes', z.boolean()) }),
	async (ctx, { group: id, on }) => {
		authorize(ctx.actor, 'group.join', (actor) => actor.kind === 'member', null);
		await ctx.db
			.updateTable('membership.group_member')
			.set({ hushed: on ? ctx.now : null })
			.where('member_group', '=', id)
			.where('member', '=', memberOf(ctx.actor))
			.execute();
		return { id };
	},
);
