import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { digest } from '#platform/token.ts';
import type { JoiningWay } from '#membership/joining.ts';
import { mayLetIn } from '#membership/policy.ts';
import { formAnswers } from '#membership/server/commands/answer-fields.ts';
import { answered } from '#membership/server/joining-answers.ts';

/** How people become members here, and what an invitation says to whoever holds it (null: it does not hold). */
export const readJoining = query(
	z.object({ invitation: z.string().max(100).default('') }),
	async (ctx, { invitation }) => {
		const [door, invited] = await Promise.all([
			ctx.db.selectFrom('membership.door').select('joining').executeTakeFirstOrThrow(),
			invitation
				? ctx.db
						.selectFrom('membership.invitation')
						.select(['role', 'email'])
						.where('digest', '=', digest(invitation))
						.where('expires', '>', ctx.now)
						.where('used', 'is', null)
						.where('revoked', 'is', null)
						.executeTakeFirst()
				: undefined,
		]);
		return { joining: door.joining as JoiningWay, invited: invited ?? null };
	},
);

/** Who waits to be let in, longest first; whether somebody with this address was refused before. */
export const listApplicants = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'applicant.decide', mayLetIn, null);
	const waiting = await ctx.db
		.selectFrom('membership.applicant as a')
		.select((eb) => [
			'a.id',
			'a.name',
			'a.email',
			'a.heard_from',
			'a.asked',
			'a.answers',
			eb
				.exists(
					eb
						.selectFrom('membership.applicant as b')
						.select('b.id')
						.whereRef('b.email', '=', 'a.email')
						.where('b.refused', 'is not', null),
				)
				.as('before'),
		])
		.where('a.refused', 'is', null)
		.orderBy('a.asked')
		.limit(200)
		.execute();
	return Promise.all(
		waiting.map(async ({ answers, ...one }) => ({
			...one,
			answers: await answered(ctx, formAnswers.parse(answers ?? {})),
		})),
	);
});

/** How many wait. */
export const countApplicants = query(z.object({}), async (ctx): Promise<number> => {
	const { count } = await ctx.db
		.selectFrom('membership.applicant')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('refused', 'is', null)
		.executeTakeFirstOrThrow();
	return Number(count);
});

/** Invitations of late, newest first. */
export const listInvitations = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'invitation.list', mayLetIn, null);
	return ctx.db
		.selectFrom('membership.invitation as i')
		.leftJoin('membership.member as m', 'm.id', 'i.made_by')
		.leftJoin('membership.member as u', 'u.id', 'i.used_by')
		.select([
			'i.id',
			'i.email',
			'i.role',
			'i.made',
			'i.expires',
			'i.used',
			'i.revoked',
			'm.name as by',
			'u.id as member',
			'u.name as member_name',
		])
		.orderBy('i.made', 'desc')
		.orderBy('i.id', 'desc')
		.limit(100)
		.execute();
});
