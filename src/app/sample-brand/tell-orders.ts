import type { Ctx } from '#platform/context/context.ts';
import { connectShop, keepProduct, listSources, receiveOrder, renewSecret, sign } from '#commerce/server/index.ts';
import type { OrderEventInput } from '#commerce/order-event.ts';
import { members, orders, products, type SampleOrder, type SampleProduct } from '#app/sample-brand/content/index.ts';
import type { StoredPictures } from '#app/sample-brand/store-pictures.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';

/** The web shop's part of its webhook's address. */
const shop = 'shop';

/** The shop, what it sells, and its orders by the same signed calls as a real shop's. */
export function tellOrders({ when }: Story, pictures: StoredPictures): Deed[] {
	const offer = (product: SampleProduct, picture?: number) => ({
		sku: product.key,
		name: product.name,
		description: product.text,
		price: product.price,
		url: `https://shop.example.com/${product.key}`,
		...(picture ? { picture } : {}),
	});
	let secret: string | null = null;
	const connect = async (ctx: Ctx): Promise<string> => {
		const known = (await listSources(ctx, {})).find(({ handle }) => handle === shop);
		// Its secret was told once, to a run that ended early.
		return (
			known
				? await renewSecret(ctx, { source: known.id })
				: await connectShop(ctx, { name: '燕埕網路商店', handle: shop })
		).secret;
	};
	const report = async (ctx: Ctx, event: OrderEventInput): Promise<undefined> => {
		secret ??= await connect(ctx);
		const raw = Buffer.from(JSON.stringify(event));
		await receiveOrder(ctx, {
			source: shop,
			raw,
			headers: new Headers({ 'homecourt-signature': sign(secret, raw, ctx.now) }),
		});
		return undefined;
	};
	const event = (order: SampleOrder, type: 'paid' | 'refunded' | 'cancelled', occurred: Date): Deed => ({
		key: `order:${order.id}-${type}`,
		time: occurred,
		repeatable: (ctx) =>
			report(ctx, {
				id: `${order.id}-${type}`,
				type: `order.${type}`,
				occurred: occurred.toISOString(),
				order: orderOf(order, when(order.at)),
			}),
	});
	return [
		...products.map((product): Deed => ({
			key: `product:${product.key}`,
			time: when([-90, 10, 0]),
			once: async (ctx) => (await keepProduct(ctx, offer(product))).id,
		})),
		// Photographed later: nobody waits for the pictures at the beginning.
		...products.flatMap((product): Deed[] =>
			product.picture
				? [
						{
							key: `product-picture:${product.key}`,
							time: when([-30, 10, 0]),
							once: async (ctx) =>
								(await keepProduct(ctx, offer(product, (await pictures.find(product.picture ?? '')).id))).id,
						},
					]
				: [],
		),
		...orders.flatMap((order) => [
			...(order.state === 'cancelled' ? [] : [event(order, 'paid', when(order.at))]),
			...(order.state === 'paid' || !order.ended ? [] : [event(order, order.state, when(order.ended))]),
		]),
	];
}

function orderOf({ id, buyer, lines, total }: SampleOrder, placed: Date): OrderEventInput['order'] {
	return {
		id,
		email: 'member' in buyer ? members.find(({ key }) => key === buyer.member)?.email : buyer.email,
		currency: 'TWD',
		total,
		placed: placed.toISOString(),
		items: lines.map(([sku, quantity, price]) => ({
			sku,
			name: products.find(({ key }) => key === sku)?.name ?? sku,
			quantity,
			amount: quantity * price,
		})),
	};
}
