import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { memberRestored, memberSuspended } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';
import { maySuspend } from '#membership/policy.ts';
import { keepOwners, refuseLastOwner } from '#membership/server/commands/change-role.ts';
import { closeSessions } from '#membership/server/begin-session.ts';

export const SuspendMember = z.object({
	member: z.coerce.number().int().positive(),
	/** False lets the person in again. */
	suspended: z.boolean().default(true),
});

/** Shuts a member out, or lets them in again. What they wrote stays; their devices are signed out, their tokens rest. */
export const suspendMember = command(SuspendMember, async (ctx, { member, suspended }) => {
	await keepOwners(ctx);
	const person = await ctx.db
		.selectFrom('membership.member')
		.select(['id', 'role', 'suspended'])
		.where('id', '=', member)
		.where('erased', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (!person) throw notFound('member');
	authorize(ctx.actor, 'member.suspend', maySuspend, { ...person });
	if ((person.suspended !== null) === suspended) return { id: member };
	if (suspended && person.role === 'owner') await refuseLastOwner(ctx, member);
	const by = memberOf(ctx.actor);
	await ctx.db
		.updateTable('membership.member')
		.set(suspended ? { suspended: ctx.now, suspended_by: by } : { suspended: null, suspended_by: null })
		.where('id', '=', member)
		.execute();
	if (suspended) await closeSessions(ctx, member);
	ctx.record({ name: suspended ? memberSuspended : memberRestored, about: memberThing(member), data: { member } });
	return { id: member };
});
