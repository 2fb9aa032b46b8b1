import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { mayRequireSecondFactor } from '#membership/policy.ts';

/** What holds of the second factor of whoever asks: whether they have one, need one, and how many recovery codes are left. */
export const readSecondFactor = query(z.object({}).prefault({}), async (ctx) => {
	if (ctx.actor.kind !== 'member') throw new Problem('session.required', 401);
	const { member } = ctx.actor;
	const [factor, door, left] = await Promise.all([
		ctx.db
			.selectFrom('membership.second_factor')
			.select('confirmed')
			.where('member', '=', member)
			.where('confirmed', 'is not', null)
			.executeTakeFirst(),
		ctx.db.selectFrom('membership.door').select('second_factor_required').executeTakeFirst(),
		ctx.db
			.selectFrom('membership.recovery_code')
			.select((eb) => eb.fn.countAll<number>().as('left'))
			.where('member', '=', member)
			.where('used', 'is', null)
			.executeTakeFirst(),
	]);
	return {
		set: factor?.confirmed ?? null,
		required: Boolean(door?.second_factor_required),
		codesLeft: left?.left ?? 0,
	};
});

/** Those who work here, with whether they have a second factor and a passkey; for the owner. */
export const listStaffFactors = query(z.object({}).prefault({}), async (ctx) => {
	authorize(ctx.actor, 'door.change', mayRequireSecondFactor, null);
	const [door, staff] = await Promise.all([
		ctx.db.selectFrom('membership.door').select('second_factor_required').executeTakeFirst(),
		ctx.db
			.selectFrom('membership.member as m')
			.leftJoin('membership.second_factor as f', (join) =>
				join.onRef('f.member', '=', 'm.id').on('f.confirmed', 'is not', null),
			)
			.select((eb) => [
				'm.id',
				'm.name',
				'm.role',
				'f.confirmed as set',
				eb
					.exists(eb.selectFrom('membership.passkey as p').select('p.id').whereRef('p.member', '=', 'm.id'))
					.as('passkey'),
			])
			.where('m.role', '!=', 'member')
			.where('m.email', 'is not', null)
			.where('m.suspended', 'is', null)
			.orderBy('m.name')
			.limit(200)
			.execute(),
	]);
	return { required: Boolean(door?.second_factor_required), staff };
});
