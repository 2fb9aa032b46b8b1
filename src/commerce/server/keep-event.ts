import { sql } from 'kysely';
import { Problem } from '#platform/problem.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { OrderAnswer, OrderEvent, OrderEventType } from '#commerce/order-event.ts';
import { orderEventTypes } from '#commerce/order-event.ts';
import { findBuyer } from '#commerce/server/find-buyer.ts';

const transitions = { 'order.paid': 'paid', 'order.refunded': 'refunded', 'order.cancelled': 'cancelled' } as const;

interface Order {
	id: number;
	external_id: string;
	currency: string;
	member: number | null;
}

interface Entry {
	order: number;
	event: string;
	transition: string;
	reference: string;
	amount: number;
	currency: string;
	received: Date;
	external_id: string;
}

/** A clock of the sender may run ahead by this much, in milliseconds. */
const ahead = 5 * 60_000;

/**
 * Writes one event of an order into the ledger, inside a running command. The order's row is locked first, so that
 * repetitions and refunds that arrive at once stand in line. What is already there is answered as it was the first time.
 * Problems: `order.type-unknown` and `order.refund-exceeds` (422), `order.currency-differs` (422),
 * `order.event-reused` (409: the number belongs to another event), `order.not-paid` (409: send it again later).
 */
export async function keepEvent(
	ctx: Ctx,
	source: { id: number; handle: string },
	event: OrderEvent,
): Promise<OrderAnswer> {
	if (!(orderEventTypes as readonly string[]).includes(event.type)) throw new Problem('order.type-unknown', 422);
	const type = event.type as OrderEventType;
	if (event.refund && type !== 'order.refunded') throw new Problem('order.refund-misplaced', 422);
	const transition = transitions[type];
	const reference = transition === 'refunded' ? (event.refund?.id ?? '') : '';
	const occurred = event.occurred ? new Date(event.occurred) : ctx.now;
	if (occurred.getTime() > ctx.now.getTime() + ahead) throw new Problem('order.in-the-future', 422);

	const order = await lockOrder(ctx, source.id, event, transition !== 'refunded');
	const known = await findEntry(ctx, source.id, event.id, order?.id ?? null, transition, reference);
	if (known) {
		if (known.event === event.id && (known.external_id !== event.order.id || known.transition !== transition)) {
			throw new Problem('order.event-reused', 409);
		}
		return answerOf(known, event.id);
	}
	if (!order) throw new Problem('order.not-paid', 409);
	if (order.currency !== event.order.currency)
		throw new Problem('order.currency-differs', 422, { currency: order.currency });
	const amount =
		transition === 'paid' ? event.order.total : transition === 'cancelled' ? 0 : -(await refundOf(ctx, order, event));
	const entry = await ctx.db
		.insertInto('commerce.order_entry')
		.values({
			order: order.id,
			source: source.id,
			event: event.id,
			transition,
			reference,
			amount,
			currency: order.currency,
			occurred,
			received: ctx.now,
		})
		// The same number for another order at the same moment: the other one was faster.
		.onConflict((conflict) => conflict.columns(['source', 'event']).doNothing())
		.returning(['id'])
		.executeTakeFirst();
	if (!entry) throw new Problem('order.event-reused', 409);
	ctx.record({
		name: type,
		about: [`order:${order.id}`, ...(order.member === null ? [] : [`member:${order.member}`])],
		data: { order: order.id, source: source.handle, member: order.member, amount, currency: order.currency },
	});
	return answerOf(
		{ ...event.order, event: event.id, transition, amount, received: ctx.now, external_id: event.order.id },
		event.id,
	);
}

/** The order, locked; made when it is new and `may` be. Null: unknown. */
async function lockOrder(ctx: Ctx, source: number, event: OrderEvent, may: boolean): Promise<Order | null> {
	const { order } = event;
	if (may) {
		const member = order.email ? await findBuyer(ctx, order.email) : null;
		const made = await ctx.db
			.insertInto('commerce.order')
			.values({
				source,
				external_id: order.id,
				email: order.email,
				member,
				matched: member === null ? null : ctx.now,
				currency: order.currency,
				total: order.total,
				placed: new Date(order.placed),
				received: ctx.now,
			})
			.onConflict((conflict) => conflict.columns(['source', 'external_id']).doNothing())
			.returning(['id', 'external_id', 'currency', 'member'])
			.executeTakeFirst();
		if (made) {
			if (order.items.length) {
				await ctx.db
					.insertInto('commerce.order_item')
					.values(order.items.map((item, place) => ({ order: made.id, place: place + 1, ...item })))
					.execute();
			}
			return made;
		}
	}
	const found = await ctx.db
		.selectFrom('commerce.order')
		.select(['id', 'external_id', 'currency', 'member'])
		.where('source', '=', source)
		.where('external_id', '=', order.id)
		.forUpdate()
		.executeTakeFirst();
	return found ?? null;
}

/** The entry of this event, or of this step of the order under another number. */
async function findEntry(
	ctx: Ctx,
	source: number,
	event: string,
	order: number | null,
	transition: string,
	reference: string,
): Promise<Entry | undefined> {
	return ctx.db
		.selectFrom('commerce.order_entry as entry')
		.innerJoin('commerce.order as order', 'order.id', 'entry.order')
		.select([
			'entry.order',
			'entry.event',
			'entry.transition',
			'entry.reference',
			'entry.amount',
			'entry.currency',
			'entry.received',
			'order.external_id',
		])
		.where((is) =>
			is.or([
				is.and([is('entry.source', '=', source), is('entry.event', '=', event)]),
				...(order === null
					? []
					: [
							is.and([
								is('entry.order', '=', order),
								is('entry.transition', '=', transition),
								is('entry.reference', '=', reference),
							]),
						]),
			]),
		)
		.orderBy(sql`entry.event = ${event}`, 'desc')
		.limit(1)
		.executeTakeFirst();
}

/** How much a refund gives back. It never exceeds what was paid and not yet given back. */
async function refundOf(ctx: Ctx, order: Order, event: OrderEvent): Promise<number> {
	const entries = await ctx.db
		.selectFrom('commerce.order_entry')
		.select(['transition', 'amount'])
		.where('order', '=', order.id)
		.execute();
	if (!entries.some((entry) => entry.transition === 'paid')) throw new Problem('order.not-paid', 409);
	const left = entries.reduce((sum, entry) => sum + entry.amount, 0);
	const amount = event.refund?.amount ?? left;
	if (amount > left || amount === 0) throw new Problem('order.refund-exceeds', 422, { left, currency: order.currency });
	return amount;
}

const answerOf = (
	entry: Pick<Entry, 'transition' | 'amount' | 'currency' | 'received' | 'external_id'> & { event: string },
	event: string,
): OrderAnswer => ({
	event,
	order: entry.external_id,
	type: `order.${entry.transition}` as OrderEventType,
	amount: entry.amount,
	currency: entry.currency,
	received: entry.received.toISOString(),
});
