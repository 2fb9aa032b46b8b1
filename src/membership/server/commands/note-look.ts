import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { mayListMembers } from '#membership/policy.ts';

/** Looks at one person within this many minutes are one. */
const oneLook = 15;

/** Notes that somebody who works here looked at a member's data. One's own are no look. */
export const noteLook = command(
	z.object({ member: z.coerce.number().int().positive(), what: z.enum(['card', 'archive', 'export']).default('card') }),
	async (ctx, { member, what }) => {
		authorize(ctx.actor, 'member.read', mayListMembers, null);
		if (ctx.actor.kind !== 'member' || ctx.actor.member === member) return;
		const viewer = ctx.actor.member;
		const person = await ctx.db
			.selectFrom('membership.member')
			.select('id')
			.where('id', '=', member)
			.executeTakeFirst();
		if (!person) return;
		const lately = await ctx.db
			.selectFrom('membership.look')
			.select('id')
			.where('viewer', '=', viewer)
			.where('member', '=', member)
			.where('what', '=', what)
			.where('looked', '>', new Date(ctx.now.getTime() - oneLook * 60_000))
			.limit(1)
			.executeTakeFirst();
		if (!lately) await ctx.db.insertInto('membership.look').values({ member, viewer, what, looked: ctx.now }).execute();
	},
);
