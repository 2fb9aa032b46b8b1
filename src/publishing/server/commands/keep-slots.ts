import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { slotsKept } from '#publishing/events.ts';
import { mayConnect } from '#publishing/policy.ts';

const KeepSlots = z.object({
	account: z.coerce.number().int().positive(),
	slots: z
		.array(
			z.object({
				/** 1 is Monday, 7 is Sunday. */
				weekday: z.coerce.number().int().min(1).max(7),
				at: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/),
			}),
		)
		.max(100),
});

/** Says when an account usually speaks. What has a time already keeps it. Throws Problem `account.not-found`. */
export const keepSlots = command(KeepSlots, async (ctx, { account, slots }) => {
	authorize(ctx.actor, 'slot.keep', mayConnect, null);
	const there = await ctx.db
		.selectFrom('publishing.account')
		.select('id')
		.where('id', '=', account)
		.forUpdate()
		.executeTakeFirst();
	if (!there) throw notFound('account');
	await ctx.db.deleteFrom('publishing.slot').where('account', '=', account).execute();
	const places = [...new Map(slots.map((slot) => [`${slot.weekday} ${slot.at}`, slot])).values()];
	if (places.length)
		await ctx.db
			.insertInto('publishing.slot')
			.values(places.map((slot) => ({ account, ...slot })))
			.execute();
	ctx.record({ name: slotsKept, about: `account:${account}`, data: { account } });
});
