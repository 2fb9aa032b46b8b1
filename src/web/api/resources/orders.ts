import { z } from 'zod';
import { listOrders, recordOrder } from '#commerce/server/index.ts';
import { OrderEvent } from '#commerce/order-event.ts';
import { listOf, page, time, timeText } from '#web/api/common-shapes.ts';
import { readCursor, writeCursor } from '#web/api/cursor.ts';
import { endpoint } from '#web/api/endpoint.ts';

const order = z.object({
	id: z.number(),
	external: z.string(),
	source: z.string(),
	email: z.string().nullable(),
	member: z.number().nullable(),
	currency: z.string(),
	paid: z.number(),
	refunded: z.number(),
	placed: time,
	cancelled: time.nullable(),
});

export const orderEndpoints = [
	endpoint({
		method: 'GET',
		path: '/orders',
		scope: 'order.read',
		summary: 'Orders with where their money stands, last received first',
		query: page,
		answer: listOf(order),
		async run(ctx, { query: { cursor, limit } }) {
			const { orders, next } = await listOrders(ctx, { limit, before: readCursor(ctx, cursor, 'number') });
			return {
				items: orders.map((one) => ({
					id: one.id,
					external: one.externalId,
					source: one.source,
					email: one.email,
					member: one.member?.id ?? null,
					currency: one.currency,
					paid: one.paid,
					refunded: one.refunded,
					placed: one.placed.toISOString(),
					cancelled: timeText(one.cancelled),
				})),
				next: writeCursor(ctx, next),
			};
		},
	}),
	endpoint({
		method: 'POST',
		path: '/orders',
		scope: 'order.record',
		summary: 'Report what happened to an order; the same event twice counts once',
		body: OrderEvent,
		answer: z.object({
			event: z.string(),
			order: z.string(),
			type: z.string(),
			amount: z.number(),
			currency: z.string(),
			received: z.string(),
		}),
		run: (ctx, { body }) => recordOrder(ctx, { event: body }),
	}),
];
