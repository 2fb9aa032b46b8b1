import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { openThread } from '#community/server/index.ts';
import { findPictures, keepUses } from '#media/server/index.ts';
import { mayKeepProducts } from '#commerce/policy.ts';
import { productPath, productThing } from '#commerce/product.ts';

export const KeepProduct = z.object({
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
	/** Of the media library; what is left out stays. */
	picture: z.number().int().positive().nullable().optional(),
});

/** Writes a product, new or known by its number; its conversation opens with it. Throws Problem `picture.not-found` (404). */
export const keepProduct = command(KeepProduct, async (ctx, product) => {
	authorize(ctx.actor, 'product.keep', mayKeepProducts, null);
	const { picture } = product;
	if (picture && !(await findPictures(ctx, [picture])).size) throw new Problem('picture.not-found', 404);
	const { id } = await ctx.db
		.insertInto('commerce.product')
		.values({ ...product, created: ctx.now })
		.onConflict((conflict) => conflict.column('sku').doUpdateSet({ ...product, retired: null }))
		.returning('id')
		.executeTakeFirstOrThrow();
	if (picture !== undefined) await keepUses(ctx, { thing: productThing(id), pictures: picture ? [picture] : [] });
	await openThread(ctx, {
		subject: productThing(id),
		kind: 'review',
		title: product.name,
		path: productPath(id, product.name),
	});
	ctx.record({ name: 'product.kept', about: [productThing(id), 'products'], data: { product: id } });
	return { id };
});
