import type { RequestEvent } from '@sveltejs/kit';
import { mayKeepProducts } from '#commerce/policy.ts';
import { findProducts, listProducts } from '#commerce/server/index.ts';
import { productThing } from '#commerce/product.ts';
import { countLeft } from '#insight/server/index.ts';
import { productActions } from '#web/product-form.ts';

export const actions = productActions;

export async function load({ locals: { ctx }, url }: RequestEvent) {
	const products = await listProducts(ctx, {});
	const shown = await findProducts(
		ctx,
		products.map(({ id }) => id),
	);
	const edited = products.find(({ id }) => String(id) === url.searchParams.get('product')) ?? null;
	const pictures = [...shown].flatMap(([id, { picture }]) => (picture ? [[id, picture.src] as const] : []));
	const saved = url.searchParams.has('saved');
	const went = await countLeft(
		ctx,
		products.map(({ id }) => productThing(id)),
		30,
	);
	const left = products.flatMap(({ id }) => {
		const count = went.get(productThing(id));
		return count ? [[id, count] as const] : [];
	});
	return { products, pictures, left, edited, saved, may: mayKeepProducts(ctx.actor) };
}
