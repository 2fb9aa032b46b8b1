import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { memberLabelled, memberUnlabelled } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';
import { mayDescribeMember } from '#membership/policy.ts';

const member = z.coerce.number().int().positive();

/** Puts a word on a member; a word that nobody used yet is made. Safe to repeat. */
export const labelMember = command(
	z.object({
		member,
		name: z
			.string()
			.transform((name) => name.normalize('NFC').trim().replace(/\s+/g, ' '))
			.pipe(z.string().min(1, 'missing').max(40, 'too-long')),
	}),
	async (ctx, { member: id, name }) => {
		const person = await ctx.db
			.selectFrom('membership.member')
			.select('id')
			.where('id', '=', id)
			.where('erased', 'is', null)
			.executeTakeFirst();
		authorize(ctx.actor, 'member.describe', mayDescribeMember, null);
		if (!person) throw notFound('member');
		const by = memberOf(ctx.actor);
		const label = await ctx.db
			.insertInto('membership.label')
			.values({ name, created: ctx.now, created_by: by })
			// The same word in other letters is the same label; updated to itself so that its id comes back.
			.onConflict((conflict) =>
				conflict.column('name').doUpdateSet((row) => ({ name: row.ref('membership.label.name') })),
			)
			.returning('id')
			.executeTakeFirstOrThrow();
		const put = await ctx.db
			.insertInto('membership.member_label')
			.values({ member: id, label: label.id, put: ctx.now, put_by: by })
			.onConflict((conflict) => conflict.doNothing())
			.executeTakeFirst();
		if (put.numInsertedOrUpdatedRows)
			ctx.record({ name: memberLabelled, about: memberThing(id), data: { member: id, label: label.id } });
		return { label: label.id };
	},
);

/** Takes a word off a member. Safe to repeat. */
export const unlabelMember = command(
	z.object({ member, label: z.coerce.number().int().positive() }),
	async (ctx, { member: id, label }) => {
		authorize(ctx.actor, 'member.describe', mayDescribeMember, null);
		const taken = await ctx.db
			.deleteFrom('membership.member_label')
			.where('member', '=', id)
			.where('label', '=', label)
			.executeTakeFirst();
		if (taken.numDeletedRows)
			ctx.record({ name: memberUnlabelled, about: memberThing(id), data: { member: id, label } });
	},
);
