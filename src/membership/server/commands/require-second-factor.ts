import { z } from 'zod';
import { authorize, memberOf, requireFresh } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { doorChanged } from '#membership/events.ts';
import { mayRequireSecondFactor } from '#membership/policy.ts';

/**
 * Says whether staff need a second factor. From that moment a session without one has no more rights than a member's.
 * Throws Problem `second-factor.own-first` (409) to an owner who has none: they would shut themselves out.
 */
export const requireSecondFactor = command(z.object({ required: z.boolean() }), async (ctx, { required }) => {
	const door = await ctx.db
		.selectFrom('membership.door')
		.select('second_factor_required')
		.forUpdate()
		.executeTakeFirstOrThrow();
	authorize(ctx.actor, 'door.change', mayRequireSecondFactor, null);
	requireFresh(ctx.actor);
	if ((door.second_factor_required !== null) === required) return;
	const by = memberOf(ctx.actor);
	if (required && by !== null) {
		const own = await ctx.db
			.selectFrom('membership.second_factor')
			.select('member')
			.where('member', '=', by)
			.where('confirmed', 'is not', null)
			.executeTakeFirst();
		if (!own) throw new Problem('second-factor.own-first', 409);
	}
	await ctx.db
		.updateTable('membership.door')
		.set({ second_factor_required: required ? ctx.now : null, required_by: required ? by : null })
		.execute();
	ctx.record({ name: doorChanged, about: 'door', data: { secondFactor: required } });
});
