import { redirect, type RequestEvent } from '@sveltejs/kit';
import { deleteSeries, keepSeries, orderSeries, readSeriesPlan } from '#content/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { orderOf } from '#web/series-order.ts';

const idOf = ({ params }: RequestEvent) => params['id'] as string;

export const load = async (event: RequestEvent) => ({
	series: await readSeriesPlan(event.locals.ctx, { id: idOf(event) }),
	saved: event.url.searchParams.has('saved'),
});

export const actions = {
	save: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			const { ctx } = event.locals;
			await keepSeries(ctx, {
				id: idOf(event),
				title: values['title'] ?? '',
				description: values['description'] ?? '',
			});
			await orderSeries(ctx, { id: idOf(event), articles: orderOf(values) });
			redirect(303, `/console/content/series/${idOf(event)}?saved`);
		});
	},
	end: async (event: RequestEvent) =>
		submit(event, {}, async () => {
			await deleteSeries(event.locals.ctx, { id: idOf(event) });
			redirect(303, '/console/content/series');
		}),
};
