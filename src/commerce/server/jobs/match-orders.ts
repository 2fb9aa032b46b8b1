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

/** Runs when somebody joined, or signs in with another address. */
export const matchJoined = reaction(
	'commerce.match-joined',
	['member.joined', 'member.address-changed'],
	async (ctx, fact) => {
		const { member } = fact.data;
		if (typeof member === 'number') await matchOrders(ctx, { member });
	},
	{ quick: true },
);

/** An address that staff joined to a member, or parted again: orders by it follow. Only what is nobody's is taken. */
export const followIdentity = reaction(
	'commerce.follow-identity',
	['identity.joined', 'identity.parted'],
	async (ctx, { data }) => {
		if (typeof data['identity'] === 'number') await moveOrders(ctx, { identity: data['identity'] });
	},
);

const moveOrders = command(z.object({ identity: z.number().int() }), async (ctx, { identity }) => {
	const known = await ctx.db
		.selectFrom('membership.identity')
		.select(['member', 'kind', 'value'])
		.where('id', '=', identity)
		.executeTakeFirst();
	if (known?.kind !== 'mail') return;
	const { member, value: email } = known;
	// Whether it is joined is asked now: two facts may be told in the wrong order.
	const joined = await ctx.db
		.selectFrom('membership.identity')
		.select('id')
		.where('member', '=', member)
		.where('kind', '=', 'mail')
		.where('value', '=', email)
		.where('parted', 'is', null)
		.executeTakeFirst();
	const orders = ctx.db.updateTable('commerce.order').where('email', '=', email);
	const moved = joined
		? await orders.set({ member, matched: ctx.now }).where('member', 'is', null).returning('id').execute()
		: await orders.set({ member: null, matched: null }).where('member', '=', member).returning('id').execute();
	for (const { id } of moved)
		ctx.record({ name: 'order.matched', about: [`order:${id}`, `member:${member}`], data: { order: id, member } });
});
