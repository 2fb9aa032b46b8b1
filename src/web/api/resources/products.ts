import { z } from 'zod';
import type { ShownProduct } from '#commerce/product.ts';
import { listShownProducts, readProduct } from '#commerce/server/index.ts';
import { starsOf, starsShape } from '#web/api/stars-shape.ts';
import type { Ctx } from '#platform/context/context.ts';
import { listOf, page, time, timeText } from '#web/api/common-shapes.ts';
import { readCursor, writeCursor } from '#web/api/cursor.ts';
import { endpoint } from '#web/api/endpoint.ts';

const card = z.object({
	id: z.number(),
	url: z.string().describe('Its page at home'),
	name: z.string(),
	price: z.number().nullable().describe("In the currency's smallest unit in use; null: the shop says"),
	currency: z.string(),
	shop: z.string().nullable().describe('Where it is sold'),
	stars: starsShape,
});
const whole = card.extend({ description: z.string(), thread: z.number().nullable(), retired: time.nullable() });

const shape = (ctx: Ctx, one: ShownProduct): z.output<typeof card> => ({
	id: one.id,
	url: ctx.site.url + one.path,
	name: one.name,
	price: one.price,
	currency: one.currency,
	shop: one.url,
	stars: starsOf(one.stars),
});

export const productEndpoints = [
	endpoint({
		method: 'GET',
		path: '/products',
		scope: 'product.read',
		summary: 'Products on offer, in the order in which they were written down',
		query: page,
		answer: listOf(card),
		async run(ctx, { query: { cursor, limit } }) {
			const { items, next } = await listShownProducts(ctx, { limit, after: readCursor(ctx, cursor, 'number') });
			return { items: items.map((one) => shape(ctx, one)), next: writeCursor(ctx, next) };
		},
	}),
	endpoint({
		method: 'GET',
		path: '/products/{product}',
		scope: 'product.read',
		summary: 'One product, on offer or not, with its description and the conversation about it',
		answer: whole,
		async run(ctx, { params: { product } }) {
			const one = await readProduct(ctx, { product });
			const { description, thread, retired } = one;
			return { ...shape(ctx, one), description, thread, retired: timeText(retired) };
		},
	}),
];
