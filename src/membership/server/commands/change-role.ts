import { z } from 'zod';
import { authorize, requireFresh, roles } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { roleChanged } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';
import { mayChangeRole } from '#membership/policy.ts';
import { closeSessions } from '#membership/server/begin-session.ts';

export const ChangeRole = z.object({ member: z.coerce.number().int().positive(), role: z.enum(roles) });

/**
 * Trusts a member with more, or less. Their devices are signed out, so that no session outlives a change of rights.
 * Throws Problem `member.last-owner` (409): a place without an owner could not be opened again.
 */
export const changeRole = command(ChangeRole, async (ctx, { member, role }) => {
	await keepOwners(ctx);
	const person = await ctx.db
		.selectFrom('membership.member')
		.select(['id', 'role'])
		.where('id', '=', member)
		.where('erased', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (!person) throw notFound('member');
	authorize(ctx.actor, 'member.change-role', mayChangeRole, null);
	requireFresh(ctx.actor);
	if (person.role === role) return { id: member, role };
	if (person.role === 'owner') await refuseLastOwner(ctx, member);
	await ctx.db.updateTable('membership.member').set({ role }).where('id', '=', member).execute();
	await closeSessions(ctx, member);
	ctx.record({ name: roleChanged, about: memberThing(member), data: { member, from: person.role, to: role } });
	return { id: member, role };
});

/** Locks the owners' rows, in one order, so that two owners cannot demote each other at the same moment. */
export async function keepOwners(ctx: Ctx): Promise<void> {
	await ctx.db
		.selectFrom('membership.member')
		.select('id')
		.where('role', '=', 'owner')
		.orderBy('id')
		.forUpdate()
		.execute();
}

/** Throws Problem `member.last-owner` unless another owner can still come in. */
export async function refuseLastOwner(ctx: Ctx, member: number): Promise<void> {
	const other = await ctx.db
		.selectFrom('membership.member')
		.select('id')
		.where('role', '=', 'owner')
		.where('id', '!=', member)
		.where('suspended', 'is', null)
		.where('email', 'is not', null)
		.executeTakeFirst();
	if (!other) throw new Problem('member.last-owner', 409);
}
