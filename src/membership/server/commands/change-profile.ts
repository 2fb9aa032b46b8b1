import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { locales } from '#platform/language/locale.ts';
import { notFound } from '#platform/problem.ts';
import { memberChanged } from '#membership/events.ts';
import { handleField, reservedHandle } from '#membership/handle.ts';
import { memberThing } from '#membership/member.ts';
import { nameField } from '#membership/name.ts';
import { mayChangeProfile } from '#membership/policy.ts';
import { reviewProfile } from '#membership/profile-review.ts';
import { passesForStaff } from '#membership/server/staff-glances.ts';

export const ChangeProfile = z.object({
	member: z.coerce.number().int().positive(),
	name: nameField.optional(),
	handle: handleField.optional(),
	bio: z.string().trim().max(500, 'too-long').optional(),
	/** Language of the mails that the member gets. */
	locale: z.enum(locales).optional(),
});

/** Changes how a member is shown. A handle that somebody has is a finding about the field `handle`. */
export const changeProfile = command(ChangeProfile, async (ctx, { member, ...changes }) => {
	const person = await ctx.db
		.selectFrom('membership.member')
		.select(['id', 'role', 'handle', 'name', 'bio', 'locale'])
		.where('id', '=', member)
		.where('erased', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (!person) throw notFound('member');
	authorize(ctx.actor, 'member.change', mayChangeProfile, { ...person });
	const handle = changes.handle ?? person.handle;
	if (handle !== person.handle) {
		const taken = await ctx.db
			.selectFrom('membership.member')
			.select('id')
			.where('handle', '=', handle)
			.where('id', '!=', member)
			.unionAll(ctx.db.selectFrom('membership.member_group').select('id').where('handle', '=', handle))
			.executeTakeFirst();
		if (taken || reservedHandle(handle) || (await passesForStaff(ctx, handle, member)))
			throw invalidInput([{ path: 'handle', key: 'handle-taken' }]);
	}
	const named = { handle, name: changes.name ?? person.name, bio: changes.bio ?? person.bio };
	await ctx.db
		.updateTable('membership.member')
		.set({ ...named, locale: changes.locale ?? person.locale })
		.where('id', '=', member)
		.execute();
	const same = handle === person.handle && named.name === person.name && named.bio === person.bio;
	if (!same && person.role === 'member') await reviewProfile(ctx, { member, ...named });
	ctx.record({ name: memberChanged, about: memberThing(member), data: { member } });
	return { id: member, handle };
});
