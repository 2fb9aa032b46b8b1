import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { mayKeepProducts } from '#commerce/policy.ts';

const KeepProduct = z.object({
	sku: z.string().trim().min(1, 'missing').max(100, 'too-long'),
	name: z.string().trim().min(1, 'missing').max(300, 'too-long'),
	description: z.string().trim().max(5_000, 'too-long').default(''),
	/** In the currency's smallest unit in use. */
	price: z.number().int('whole-number').min(0, 'negative').nullable().default(null),
	currency: z
		.string()
		.regex(/^[A-Z]{3}$/, 'wrong-currency')
		.default('TWD'),
	url: z
		.url({ protocol: /^https?$/, error: 'wrong-address' })
		.max(2_000, 'too-long')
		.nullable()
		.default(null),
});

/** Writes a product, new or known by its number. */
export const keepProduct = command(KeepProduct, async (ctx, product) => {
	authorize(ctx.actor, 'product.keep', mayKeepProducts, null);
	const { id } = await ctx.db
		.insertInto('commerce.product')
		.values({ ...product, created: ctx.now })
		.onConflict((conflict) => conflict.column('sku').doUpdateSet({ ...product, retired: null }))
		.returning('id')
		.executeTakeFirstOrThrow();
	ctx.record({ name: 'product.kept', about: [`product:${id}`, 'products'], data: { product: id } });
	return { id };
});
