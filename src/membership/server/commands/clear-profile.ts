import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { memberChanged } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';
import { maySilence } from '#membership/policy.ts';

/**
 * Takes away what a member says of themselves; whoever may take the word from them may. Part of a decision that is told to them. Safe to run
 * twice. Throws Problem `member.not-found`.
 */
export const clearProfile = command(z.object({ member: z.number().int().positive() }), async (ctx, { member }) => {
	const person = await ctx.db
		.selectFrom('membership.member')
		.select(['id', 'role', 'bio'])
		.where('id', '=', member)
		.where('erased', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (!person) throw notFound('member');
	authorize(ctx.actor, 'member.silence', maySilence, person);
	if (!person.bio) return { member };
	await ctx.db.updateTable('membership.member').set({ bio: '' }).where('id', '=', member).execute();
	ctx.record({ name: memberChanged, about: memberThing(member), data: { member } });
	return { member };
});
