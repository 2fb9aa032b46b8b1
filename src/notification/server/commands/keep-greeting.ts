import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command, query } from '#platform/context/command.ts';
import { greetingSteps } from '#notification/cadence.ts';
import { greetingChanged } from '#notification/events.ts';
import { mayArrangeTopics } from '#notification/policy.ts';
import { greetingsIn } from '#notification/server/missive/greetings.ts';

const step = z.coerce
	.number()
	.int()
	.refine((one) => greetingSteps.some((known) => known === one), 'wrong');
const subject = z.string().trim().min(1, 'missing').max(120, 'too-long');
const body = z.string().trim().min(1, 'missing').max(4000, 'too-long');

export const KeepGreeting = z.object({
	step,
	subject,
	body,
	subjectEn: subject,
	bodyEn: body,
	/** Whether it is sent. */
	sent: z.boolean(),
});

/** Writes a letter of welcome in the house's own words, or has it not sent. It holds for whoever gets it from now on. */
export const keepGreeting = command(KeepGreeting, async (ctx, { step: which, subjectEn, bodyEn, sent, ...texts }) => {
	authorize(ctx.actor, 'greeting.keep', mayArrangeTopics, null);
	const fresh = {
		...texts,
		subject_en: subjectEn,
		body_en: bodyEn,
		retired: sent ? null : ctx.now,
		changed: ctx.now,
	};
	await ctx.db
		.insertInto('notification.greeting')
		.values({ step: which, ...fresh })
		.onConflict((row) => row.column('step').doUpdateSet(fresh))
		.execute();
	ctx.record({ name: greetingChanged, about: 'greetings', data: { step: which, sent } });
});

/** Takes the product's own words again, and has it sent. Safe to repeat. */
export const resetGreeting = command(z.object({ step }), async (ctx, { step: which }) => {
	authorize(ctx.actor, 'greeting.keep', mayArrangeTopics, null);
	await ctx.db.deleteFrom('notification.greeting').where('step', '=', which).execute();
	ctx.record({ name: greetingChanged, about: 'greetings', data: { step: which, sent: true } });
});

/** The letters of welcome with how often each went out. */
export const readGreetings = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'greeting.keep', mayArrangeTopics, null);
	const counts = await ctx.db
		.selectFrom('notification.missive')
		.select(({ fn }) => ['step', fn.count<number>('sent').as('count')])
		.where('matter', '=', 'welcome')
		.groupBy('step')
		.execute();
	const greetings = await greetingsIn(ctx);
	return greetings.map((one) => ({
		...one,
		count: Number(counts.find(({ step: of }) => of === one.step)?.count ?? 0),
	}));
});
