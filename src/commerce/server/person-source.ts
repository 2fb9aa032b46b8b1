import type { PersonSource, Touch } from '#membership/person-source.ts';
import { money } from '#commerce/ui/money.ts';

/**
 * What this module knows of people: their orders. The law wants the books kept, so an order stays with its amounts and goods
 * and loses whose it was.
 */
export const commercePerson: PersonSource = {
	name: 'commerce',
	async touches(ctx, { id }, before, limit) {
		const past = before
			? ctx.sql`and (placed, ('order:' || id) collate "C") < (${before.time}, ${before.key})`
			: ctx.sql``;
		const rows = await ctx.sql<{ id: number; time: Date; key: string; total: number; currency: string }[]>`
			select id, placed as time, 'order:' || id as key, total, currency
			from commerce.order where member = ${id} ${past}
			order by placed desc, ('order:' || id) collate "C" desc limit ${limit}`;
		return rows.map(({ time, key, total, currency }): Touch => ({
			time,
			key,
			kind: 'order',
			text: money(ctx.locale, total, currency),
			href: '/console/commerce',
		}));
	},
	async *collect(ctx, { id, email }) {
		const orders = await ctx.db
			.selectFrom('commerce.order')
			.select(['id', 'external_id', 'email', 'currency', 'total', 'placed'])
			.where((eb) =>
				eb.or([eb('member', '=', id), ...(email ? [eb.and([eb('member', 'is', null), eb('email', '=', email)])] : [])]),
			)
			.orderBy('id')
			.execute();
		for (const { id: order, ...row } of orders) {
			const [items, entries] = await Promise.all([
				ctx.db
					.selectFrom('commerce.order_item')
					.select(['sku', 'name', 'quantity', 'amount'])
					.where('order', '=', order)
					.orderBy('place')
					.execute(),
				ctx.db
					.selectFrom('commerce.order_entry')
					.select(['transition', 'amount', 'currency', 'occurred'])
					.where('order', '=', order)
					.orderBy('id')
					.execute(),
			]);
			yield { section: 'orders', row: { ...row, items, entries } };
		}
	},
	async forget(ctx, { id, email }) {
		await ctx.db
			.updateTable('commerce.order')
			.set({ member: null, matched: null, email: null })
			.where((eb) => eb.or([eb('member', '=', id), ...(email ? [eb('email', '=', email)] : [])]))
			.execute();
	},
};
