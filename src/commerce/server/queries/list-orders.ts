import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayReadOrders } from '#commerce/policy.ts';

/** An order with where its money stands. */
export interface ListedOrder {
	id: number;
	externalId: string;
	source: string;
	email: string | null;
	member: { id: number; name: string } | null;
	currency: string;
	/** Smallest unit in use. */
	paid: number;
	refunded: number;
	placed: Date;
	received: Date;
	cancelled: Date | null;
	items: { sku: string; name: string; quantity: number; amount: number }[];
}

const ListOrders = z.object({
	limit: z.coerce.number().int().min(1).max(100).default(50),
	/** Orders before this one, as `next` said. */
	before: z.coerce.number().int().optional(),
	member: z.number().int().optional(),
});

/** Orders, last received first. `next` is the cursor of the page that follows, null at the end. */
export const listOrders = query(
	ListOrders,
	async (ctx, { limit, before, member }): Promise<{ orders: ListedOrder[]; next: number | null }> => {
		authorize(ctx.actor, 'order.read', mayReadOrders, null);
		const rows = await ctx.db
			.selectFrom('commerce.order as order')
			.innerJoin('commerce.source as source', 'source.id', 'order.source')
			.leftJoin('membership.member as member', 'member.id', 'order.member')
			.innerJoinLateral(
				(from) =>
					from
						.selectFrom('commerce.order_entry as entry')
						.whereRef('entry.order', '=', 'order.id')
						.select([
							sql<number>`coalesce(sum(entry.amount) filter (where entry.transition = 'paid'), 0)::bigint`.as('paid'),
							sql<number>`coalesce(-sum(entry.amount) filter (where entry.transition = 'refunded'), 0)::bigint`.as(
								'refunded',
							),
							sql<Date | null>`max(entry.occurred) filter (where entry.transition = 'cancelled')`.as('cancelled'),
						])
						.as('money'),
				(join) => join.onTrue(),
			)
			.select([
				'order.id',
				'order.external_id',
				'source.handle as source',
				'order.email',
				'order.currency',
				'order.placed',
				'order.received',
				'member.id as member',
				'member.name as member_name',
				'money.paid',
				'money.refunded',
				'money.cancelled',
				sql<ListedOrder['items']>`coalesce((
				select jsonb_agg(jsonb_build_object('sku', item.sku, 'name', item.name, 'quantity', item.quantity, 'amount', item.amount) order by item.place)
				from commerce.order_item item where item."order" = "order".id), '[]')`.as('items'),
			])
			.$if(before !== undefined, (q) => q.where('order.id', '<', before ?? 0))
			.$if(member !== undefined, (q) => q.where('order.member', '=', member ?? 0))
			.orderBy('order.id', 'desc')
			.limit(limit + 1)
			.execute();
		const orders = rows.slice(0, limit).map(({ external_id, member: id, member_name, ...row }) => ({
			...row,
			externalId: external_id,
			member: id === null ? null : { id, name: member_name ?? '' },
		}));
		return { orders, next: rows.length > limit ? (orders.at(-1)?.id ?? null) : null };
	},
);
