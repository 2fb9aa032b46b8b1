import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { remarkDeleted, remarkWritten } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';
import { mayDeleteRemark, mayDescribeMember } from '#membership/policy.ts';

const id = z.coerce.number().int().positive();

/** Staff write something down about a member, for each other. The member gets it in their archive: it is about them. */
export const writeRemark = command(
	z.object({ member: id, text: z.string().trim().min(1, 'missing').max(2000, 'too-long') }),
	async (ctx, { member, text }) => {
		const person = await ctx.db
			.selectFrom('membership.member')
			.select('id')
			.where('id', '=', member)
			.where('erased', 'is', null)
			.executeTakeFirst();
		authorize(ctx.actor, 'member.describe', mayDescribeMember, null);
		if (!person) throw notFound('member');
		const author = memberOf(ctx.actor);
		const remark = await ctx.db
			.insertInto('membership.remark')
			.values({ member, text, written: ctx.now, author })
			.returning('id')
			.executeTakeFirstOrThrow();
		ctx.record({ name: remarkWritten, about: memberThing(member), data: { member, remark: remark.id } });
		return remark;
	},
);

/** Takes a remark away: its author, or the owner. */
export const deleteRemark = command(z.object({ remark: id }), async (ctx, { remark }) => {
	const found = await ctx.db
		.selectFrom('membership.remark')
		.select(['id', 'member', 'author'])
		.where('id', '=', remark)
		.executeTakeFirst();
	authorize(ctx.actor, 'member.describe', mayDescribeMember, null);
	if (!found) throw notFound('remark');
	authorize(ctx.actor, 'member.describe', mayDeleteRemark, found);
	await ctx.db.deleteFrom('membership.remark').where('id', '=', remark).execute();
	ctx.record({ name: remarkDeleted, about: memberThing(found.member), data: { member: found.member, remark } });
});
