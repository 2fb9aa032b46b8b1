import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { reaction } from '#platform/job/job.ts';

/** Finds the orders that a new member placed before joining, by the confirmed address. Safe to run twice. */
const matchOrders = command(z.object({ member: z.number().int() }), async (ctx, { member }) => {
	const found = await ctx.db
		.updateTable('commerce.order as order')
		.from('membership.member as buyer')
		.set({ member, matched: ctx.now })
		.where('buyer.id', '=', member)
		.whereRef('order.email', '=', 'buyer.email')
		.where('order.member', 'is', null)
		.returning('order.id')
		.execute();
	for (const { id } of found) {
		ctx.record({ name: 'order.matched', about: [`order:${id}`, `member:${member}`], data: { order: id, member } });
	}
});

/** Runs when somebody joined. */
export const matchJoined = reaction('commerce.match-joined', ['member.joined'], async (ctx, fact) => {
	const { member } = fact.data;
	if (typeof member === 'number') await matchOrders(ctx, { member });
});
