import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { openThread } from '#community/server/index.ts';
import { noteUses } from '#media/server/index.ts';
import { mayBringOrders } from '#commerce/policy.ts';
import { productPath, productThing } from '#commerce/product.ts';

const ImportedProduct = z.object({
	sku: z.string().min(1).max(100),
	name: z.string().min(1).max(300),
	description: z.string().max(5_000),
	price: z.number().int().min(0).nullable(),
	currency: z.string().regex(/^[A-Z]{3}$/),
	url: z
		.url({ protocol: /^https?$/ })
		.max(2_000)
		.nullable()
		.catch(null),
	/** Of the media library. */
	picture: z.number().int().positive().nullable().default(null),
	created: z.date(),
	retired: z.date().nullable(),
	/** Its conversation comes, too; otherwise one is opened. */
	talk: z.boolean().default(false),
});

/** Brings products home, many at once. A number that is here already stays as it is. Returns what became of each. */
export const importProducts = command(
	z.object({ products: z.array(ImportedProduct) }),
	async (ctx, { products }): Promise<('fresh' | 'same')[]> => {
		authorize(ctx.actor, 'product.import', mayBringOrders, null);
		if (!products.length) return [];
		const { rows } = await sql<{ id: number; sku: string; name: string; picture: number | null }>`
			insert into commerce.product (sku, name, description, price, currency, url, picture, created, retired)
			select sku, name, description, price, currency, url, picture, created, retired
			from jsonb_to_recordset(${JSON.stringify(products)}::text::jsonb) as given (sku text, name text, description text,
				price bigint, currency text, url text, picture bigint, created timestamptz, retired timestamptz)
			order by created, sku
			on conflict (sku) do nothing
			returning id, sku, name, picture`.execute(ctx.db);
		await noteUses(ctx, {
			uses: rows.flatMap(({ id, picture }) =>
				picture ? { thing: productThing(id), pictures: [Number(picture)] } : [],
			),
		});
		const coming = new Set(products.flatMap(({ sku, talk }) => (talk ? sku : [])));
		for (const { id, name, sku } of rows)
			if (!coming.has(sku))
				await openThread(ctx, { subject: productThing(id), kind: 'review', title: name, path: productPath(id, name) });
		if (rows.length)
			ctx.record({
				name: 'product.imported',
				about: ['products', ...rows.map((row) => `product:${row.id}`)],
				data: { count: rows.length },
			});
		const fresh = new Set(rows.map((row) => row.sku));
		return products.map(({ sku }) => (fresh.delete(sku) ? 'fresh' : 'same'));
	},
);
