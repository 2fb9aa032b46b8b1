import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { memberSuspended } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';
import { maySuspend } from '#membership/policy.ts';
import { keepOwners, refuseLastOwner } from '#membership/server/commands/change-role.ts';
import { closeSessions } from '#membership/server/begin-session.ts';
import { letBackIn } from '#membership/server/let-back-in.ts';

export const SuspendMember = z.object({
	member: z.coerce.number().int().positive(),
	/** False lets the person in again. */
	suspended: z.boolean().default(true),
	/** When they are let in again by themselves; null: not before somebody lets them in. */
	until: z.date().nullish(),
});

/**
 * Shuts a member out, until a time or for good, or lets them in again. What they wrote stays; their devices are signed out, their
 * tokens rest. Safe to run twice. Throws Problem `member.not-found`, `member.last-owner`.
 */
export const suspendMember = command(SuspendMember, async (ctx, { member, suspended, until = null }) => {
	await keepOwners(ctx);
	const person = await ctx.db
		.selectFrom('membership.member')
		.select(['id', 'role', 'suspended', 'suspended_until'])
		.where('id', '=', member)
		.where('erased', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (!person) throw notFound('member');
	authorize(ctx.actor, 'member.suspend', maySuspend, { ...person });
	const sameEnd = !suspended || person.suspended_until?.getTime() === until?.getTime();
	if ((person.suspended !== null) === suspended && sameEnd) return { id: member };
	if (suspended && person.role === 'owner') await refuseLastOwner(ctx, member);
	if (!suspended) {
		await letBackIn(ctx, member);
		return { id: member };
	}
	await ctx.db
		.updateTable('membership.member')
		.set({ suspended: person.suspended ?? ctx.now, suspended_until: until, suspended_by: memberOf(ctx.actor) })
		.where('id', '=', member)
		.execute();
	await closeSessions(ctx, member);
	const data = { member, until: until?.toISOString() ?? null };
	ctx.record({ name: memberSuspended, about: memberThing(member), data });
	return { id: member };
});
