import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayReadOrders } from '#commerce/policy.ts';

/** A connected shop, without its secret. */
export interface ListedSource {
	id: number;
	handle: string;
	name: string;
	orders: number;
	lastReceived: Date | null;
	secretMade: Date | null;
}

/** The shops that report orders, in the order of their names. */
export const listSources = query(z.object({}), async (ctx): Promise<ListedSource[]> => {
	authorize(ctx.actor, 'order.read', mayReadOrders, null);
	return ctx.db
		.selectFrom('commerce.source as source')
		.leftJoin('commerce.order as order', 'order.source', 'source.id')
		.where('source.retired', 'is', null)
		.groupBy('source.id')
		.select((is) => [
			'source.id',
			'source.handle',
			'source.name',
			'source.secret_made as secretMade',
			is.fn.count<number>('order.id').as('orders'),
			is.fn.max('order.received').as('lastReceived'),
		])
		.orderBy('source.name')
		.execute() as Promise<ListedSource[]>;
});
