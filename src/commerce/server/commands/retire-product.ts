import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { mayKeepProducts } from '#commerce/policy.ts';
import { productThing } from '#commerce/product.ts';

/**
 * Takes a product off: no list and no article shows it any more. Orders that name it stay, and so does its page, which says so: what people
 * said of it is not put away with it. Throws Problem `product.not-found`.
 */
export const retireProduct = command(
	z.object({ product: z.coerce.number().int().positive() }),
	async (ctx, { product }) => {
		authorize(ctx.actor, 'product.keep', mayKeepProducts, null);
		const known = await ctx.db
			.selectFrom('commerce.product')
			.select('retired')
			.where('id', '=', product)
			.forUpdate()
			.executeTakeFirst();
		if (!known) throw notFound('product');
		if (known.retired) return { id: product };
		await ctx.db.updateTable('commerce.product').set({ retired: ctx.now }).where('id', '=', product).execute();
		ctx.record({ name: 'product.retired', about: [productThing(product), 'products'], data: { product } });
		return { id: product };
	},
);
