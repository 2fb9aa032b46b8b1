import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { mayBringOrders } from '#commerce/policy.ts';

const money = z.number().int();
const currency = z.string().regex(/^[A-Z]{3}$/);
const ImportedOrder = z.object({
	source: z.object({
		handle: z
			.string()
			.regex(/^[a-z0-9](-?[a-z0-9])*$/)
			.max(40),
		name: z.string().min(1).max(200),
	}),
	number: z.string().min(1).max(500),
	email: z.string().max(320).nullable(),
	member: z.number().int().positive().nullable(),
	matched: z.date().nullable(),
	currency,
	total: money.min(0),
	placed: z.date(),
	received: z.date(),
	items: z.array(
		z.object({ sku: z.string(), name: z.string(), quantity: z.number().int().positive(), amount: money.min(0) }),
	),
	entries: z.array(
		z.object({
			event: z.string().min(1),
			transition: z.enum(['paid', 'refunded', 'cancelled']),
			reference: z.string(),
			amount: money,
			currency,
			occurred: z.date(),
			received: z.date(),
		}),
	),
});

/**
 * Brings orders home with their ledger, many at once. It is old news: no event tells of a payment, so that nobody gets
 * points or thanks for it twice. Their shops come without a secret, so their webhooks accept nothing until they get one. Of
 * an order that is here already only the entries that it lacks are added. Returns what became of each.
 */
export const importOrders = command(
	z.object({ orders: z.array(ImportedOrder) }),
	async (ctx, { orders }): Promise<('fresh' | 'changed' | 'same')[]> => {
		authorize(ctx.actor, 'order.import', mayBringOrders, null);
		if (!orders.length) return [];
		await keepSources(ctx, orders);
		const json = JSON.stringify(
			orders.map(({ source, ...order }, place) => ({ ...order, place, handle: source.handle })),
		);
		const { rows: made } = await sql<{ id: number; place: number }>`
			with given as (
				select given.*, source.id as source from jsonb_to_recordset(${json}::text::jsonb) as given (place int, handle text,
					number text, email citext, member bigint, matched timestamptz, currency text, total bigint, placed timestamptz,
					received timestamptz, items jsonb)
				join commerce.source on source.handle = given.handle
			), written as (
				insert into commerce."order" (source, external_id, email, member, matched, currency, total, placed, received)
				select source, number, email, member, case when member is not null then coalesce(matched, received) end, currency, total,
					placed, received
				from given order by place
				on conflict (source, external_id) do nothing
				returning id, source, external_id
			), listed as (
				insert into commerce.order_item ("order", place, sku, name, quantity, amount)
				select written.id, item.place, item.value->>'sku', item.value->>'name', (item.value->>'quantity')::int,
					(item.value->>'amount')::bigint
				from written join given on given.source = written.source and given.number = written.external_id
				cross join jsonb_array_elements(given.items) with ordinality as item (value, place)
			)
			select written.id, given.place from written join given
				on given.source = written.source and given.number = written.external_id`.execute(ctx.db);
		const { rows: added } = await sql<{ place: number }>`
			with given as (
				select given.place, "order".id as "order", "order".source, entry.* from jsonb_to_recordset(${json}::text::jsonb) as given (
					place int, handle text, number text, entries jsonb)
				join commerce.source on source.handle = given.handle
				join commerce."order" on "order".source = source.id and "order".external_id = given.number
				cross join jsonb_to_recordset(given.entries) as entry (event text, transition text, reference text, amount bigint,
					currency text, occurred timestamptz, received timestamptz)
			), written as (
				insert into commerce.order_entry ("order", source, event, transition, reference, amount, currency, occurred, received)
				select "order", source, event, transition, reference, amount, currency, occurred, received
				from given order by place, received, event
				on conflict do nothing
				returning "order"
			)
			select distinct given.place from written join given on given."order" = written."order"`.execute(ctx.db);
		if (made.length || added.length)
			ctx.record({ name: 'order.imported', about: 'orders', data: { count: made.length } });
		const [fresh, changed] = [new Set(made.map((row) => row.place)), new Set(added.map((row) => row.place))];
		return orders.map((_, place) => (fresh.has(place) ? 'fresh' : changed.has(place) ? 'changed' : 'same'));
	},
);

async function keepSources(ctx: Ctx, orders: readonly z.output<typeof ImportedOrder>[]): Promise<void> {
	const sources = new Map(orders.map(({ source }) => [source.handle, source]));
	await ctx.db
		.insertInto('commerce.source')
		.values([...sources.values()].map((source) => ({ ...source, kind: 'generic', created: ctx.now })))
		.onConflict((conflict) => conflict.column('handle').doNothing())
		.execute();
}
