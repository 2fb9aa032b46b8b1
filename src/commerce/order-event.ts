import { z } from 'zod';

/** What a shop may report. */
export const orderEventTypes = ['order.paid', 'order.refunded', 'order.cancelled'] as const;
export type OrderEventType = (typeof orderEventTypes)[number];

/** Largest amount of one order, in the currency's smallest unit. */
const mostMoney = 1_000_000_000_000;
const amount = z.number().int('whole-number').min(0, 'negative').max(mostMoney, 'too-much');
const name = z.string().trim().min(1, 'missing').max(100, 'too-long');
const time = z.iso.datetime({ offset: true, error: 'wrong-time' });

/**
 * The body of the generic webhook, and of a reported order. Amounts are whole numbers in the currency's smallest unit in
 * use: NT$1,280 is `1280` with `TWD`, US$12.80 is `1280` with `USD`. Unknown fields are refused, so that a misspelt one
 * is noticed.
 */
export const OrderEvent = z.strictObject({
	/** The sender's number for this event; the same on every repetition. */
	id: name,
	type: z.string().max(60, 'too-long'),
	/** When it happened; without it, now. */
	occurred: time.optional(),
	order: z.strictObject({
		id: name,
		email: z.email('wrong-email').max(254, 'too-long').nullable().default(null),
		currency: z.string().regex(/^[A-Z]{3}$/, 'wrong-currency'),
		/** What the buyer paid in all. */
		total: amount,
		placed: time,
		items: z
			.array(
				z.strictObject({
					sku: z.string().trim().max(100, 'too-long').default(''),
					name: z.string().trim().min(1, 'missing').max(300, 'too-long'),
					quantity: z.number().int('whole-number').min(1, 'too-short').max(100_000, 'too-much'),
					/** Of the whole line. */
					amount,
				}),
			)
			.max(200, 'too-long')
			.default([]),
	}),
	/** Only with `order.refunded`. Without it, everything that is left of the order is given back. */
	refund: z.strictObject({ id: name, amount: amount.min(1, 'too-short') }).optional(),
});
export type OrderEventInput = z.input<typeof OrderEvent>;
export type OrderEvent = z.output<typeof OrderEvent>;

/** What the sender is told; the same on every repetition. */
export interface OrderAnswer {
	event: string;
	order: string;
	type: OrderEventType;
	/** Whole number; negative for a refund. */
	amount: number;
	currency: string;
	received: string;
}
