import { redirect, type RequestEvent } from '@sveltejs/kit';
import { keepProduct, KeepProduct, retireProduct } from '#commerce/server/index.ts';
import { mayKeepProducts } from '#commerce/policy.ts';
import { decimals } from '#commerce/ui/money.ts';
import { authorize } from '#platform/actor.ts';
import { checkInput } from '#platform/context/check-input.ts';
import { storePicture } from '#media/server/index.ts';
import { submit } from '#web/form.ts';
import { readPosted, textsOf } from '#web/read-form.ts';

const list = '/console/commerce/products';

async function readFields(event: RequestEvent): Promise<{ values: Record<string, string>; file: File | null }> {
	const form = await readPosted(event.request);
	const file = form.get('picture');
	return { values: textsOf(form), file: file instanceof File && file.size ? file : null };
}

/** The price as people write it, in the smallest unit in use; null when none is given, NaN when it is no number. */
const amount = (text: string, currency: string): number | null =>
	text.trim() ? Math.round(Number(text.replaceAll(',', '')) * 10 ** decimals(currency)) : null;

/** The products' form: one is written with its picture, or taken off. */
export const productActions = {
	save: async (event: RequestEvent) => {
		const { values, file } = await readFields(event);
		const { ctx } = event.locals;
		const currency = values['currency'] || 'TWD';
		return submit(event, values, async () => {
			const product = {
				sku: values['sku'] ?? '',
				name: values['name'] ?? '',
				description: values['description'] ?? '',
				price: amount(values['price'] ?? '', currency),
				currency,
				url: values['url']?.trim() || null,
			};
			// Nothing is stored for a product that is refused.
			checkInput(KeepProduct, product);
			authorize(ctx.actor, 'product.keep', mayKeepProducts, null);
			const bytes = file && Buffer.from(await file.arrayBuffer());
			const picture = bytes ? (await storePicture(ctx, { bytes })).id : values['unpictured'] ? null : undefined;
			await keepProduct(ctx, { ...product, ...(picture === undefined ? {} : { picture }) });
			redirect(303, `${list}?saved`);
		});
	},
	retire: async (event: RequestEvent) => {
		const { values } = await readFields(event);
		return submit(event, values, async () => {
			await retireProduct(event.locals.ctx, { product: values['product'] });
			redirect(303, list);
		});
	},
};
