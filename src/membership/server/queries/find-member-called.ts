import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { query } from '#platform/context/command.ts';
import { emailField } from '#membership/email.ts';
import { handleField } from '#membership/handle.ts';
import { mayListMembers } from '#membership/policy.ts';

/** The member whom staff name by address or handle; nobody is a finding about `who`. */
export const findMemberCalled = query(z.object({ who: z.string().trim().max(200) }), async (ctx, { who }) => {
	authorize(ctx.actor, 'member.read', mayListMembers, null);
	const email = emailField.safeParse(who).data;
	const handle = handleField.safeParse(who.replace(/^@/, '')).data;
	const found =
		(email ?? handle) === undefined
			? undefined
			: await ctx.db
					.selectFrom('membership.member')
					.select(['id', 'name'])
					.where(email ? 'email' : 'handle', '=', email ?? handle ?? '')
					.where('erased', 'is', null)
					.executeTakeFirst();
	if (!found) throw invalidInput([{ path: 'who', key: who ? 'member-unknown' : 'missing' }]);
	return found;
});
