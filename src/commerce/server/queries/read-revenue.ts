import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayReadOrders } from '#commerce/policy.ts';

/** Money of one currency in a period, smallest unit in use. `net` is what was paid minus what was given back. */
export interface Revenue {
	currency: string;
	/** Orders paid in the period. */
	orders: number;
	paid: number;
	refunded: number;
	net: number;
}

const day = z.iso.date({ error: 'wrong-time' });

/** What was paid and given back on the days `from` to `to` (both included, in `timeZone`), by currency. */
export const readRevenue = query(
	z.object({ from: day, to: day, timeZone: z.string().default('Asia/Taipei') }),
	async (ctx, { from, to, timeZone }): Promise<Revenue[]> => {
		authorize(ctx.actor, 'order.read', mayReadOrders, null);
		return ctx.db
			.selectFrom('commerce.order_entry')
			.select([
				'currency',
				sql<number>`count(*) filter (where transition = 'paid')`.as('orders'),
				sql<number>`coalesce(sum(amount) filter (where transition = 'paid'), 0)::bigint`.as('paid'),
				sql<number>`coalesce(-sum(amount) filter (where transition = 'refunded'), 0)::bigint`.as('refunded'),
				sql<number>`sum(amount)::bigint`.as('net'),
			])
			.where(sql<boolean>`occurred >= ${from}::date::timestamp at time zone ${timeZone}`)
			.where(sql<boolean>`occurred < (${to}::date + 1)::timestamp at time zone ${timeZone}`)
			.groupBy('currency')
			.orderBy('currency')
			.execute();
	},
);
