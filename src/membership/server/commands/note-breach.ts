import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { notFound } from '#platform/problem.ts';
import { breachChanged, breachNoted } from '#membership/events.ts';
import { mayKeepBreaches } from '#membership/policy.ts';

const words = z.string().trim().max(4000, 'too-long');

export const NoteBreach = z.object({
	/** When it was found out; the clock runs from there. */
	found: z.coerce.date({ error: 'wrong-time' }),
	what: words.min(1, 'missing'),
	/** How many people it concerns, as far as is known. */
	people: z.coerce.number({ error: 'wrong' }).int('wrong').min(0, 'wrong').max(1_000_000_000, 'wrong').default(0),
	measures: words.default(''),
});

/** Writes down that data was lost or got into wrong hands. */
export const noteBreach = command(NoteBreach, async (ctx, { found, what, people, measures }) => {
	authorize(ctx.actor, 'breach.keep', mayKeepBreaches, null);
	if (found > ctx.now) throw invalidInput([{ path: 'found', key: 'wrong-time' }]);
	const by = memberOf(ctx.actor);
	const breach = await ctx.db
		.insertInto('membership.breach')
		.values({ found, what, people, measures, noted: ctx.now, noted_by: by })
		.returning('id')
		.executeTakeFirstOrThrow();
	ctx.record({ name: breachNoted, about: 'breaches', data: { breach: breach.id } });
	return breach;
});

export const ChangeBreach = z.object({
	breach: z.coerce.number().int().positive(),
	people: NoteBreach.shape.people.removeDefault().optional(),
	measures: words.optional(),
	/** What was done now: told to the authority, told to the people, over. */
	step: z.enum(['reported', 'told', 'closed']).optional(),
});

/** Goes on with a breach. A step that was taken keeps its time. */
export const changeBreach = command(ChangeBreach, async (ctx, { breach, people, measures, step }) => {
	const found = await ctx.db
		.selectFrom('membership.breach')
		.select(['id', 'people', 'measures', 'reported', 'told', 'closed'])
		.where('id', '=', breach)
		.forUpdate()
		.executeTakeFirst();
	authorize(ctx.actor, 'breach.keep', mayKeepBreaches, null);
	if (!found) throw notFound('breach');
	await ctx.db
		.updateTable('membership.breach')
		.set({
			people: people ?? found.people,
			measures: measures ?? found.measures,
			...(step ? { [step]: found[step] ?? ctx.now } : {}),
		})
		.where('id', '=', breach)
		.execute();
	ctx.record({ name: breachChanged, about: 'breaches', data: { breach, ...(step ? { step } : {}) } });
});
