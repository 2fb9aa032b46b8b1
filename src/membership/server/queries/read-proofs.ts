import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';

/** By what the member who asks can prove anew who they are. Throws Problem `session.required` (401). */
export const readProofs = query(z.object({}).prefault({}), async (ctx) => {
	if (ctx.actor.kind !== 'member') throw new Problem('session.required', 401);
	const { member, role, withheld } = ctx.actor;
	const row = await ctx.db
		.selectFrom('membership.member as m')
		.innerJoin('membership.door as d', (join) => join.onTrue())
		.leftJoin('membership.second_factor as f', (join) =>
			join.onRef('f.member', '=', 'm.id').on('f.confirmed', 'is not', null),
		)
		.select((eb) => [
			'm.email',
			'f.confirmed',
			'd.second_factor_required as required',
			eb
				.exists(eb.selectFrom('membership.password as p').select('p.member').whereRef('p.member', '=', 'm.id'))
				.as('password'),
			eb
				.exists(eb.selectFrom('membership.passkey as k').select('k.id').whereRef('k.member', '=', 'm.id'))
				.as('passkey'),
		])
		.where('m.id', '=', member)
		.executeTakeFirstOrThrow();
	const works = role !== 'member' || withheld !== undefined;
	const factor = row.confirmed !== null;
	// Where two proofs are the rule and this person has no app, a passkey is the only thing that is two.
	const byOne = factor || !works || row.required === null;
	return {
		/** Where a code is mailed; '' for the account of a program. */
		email: row.email ?? '',
		mail: byOne && row.email !== null,
		password: byOne && Boolean(row.password),
		passkey: Boolean(row.passkey),
		/** A number of their app is asked for as well; a passkey is two proofs in one. */
		factor: factor && works,
		/** The first proof was given; what is missing is the second. */
		second: withheld !== undefined,
	};
});
