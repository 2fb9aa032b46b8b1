import { redirect, type RequestEvent } from '@sveltejs/kit';
import { deleteSeries, keepSeries, listShownSeries, orderSeries, readSeriesPlan } from '#content/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { leadsTo } from '#web/leaving-address.ts';
import { orderOf } from '#web/series-order.ts';

const idOf = ({ params }: RequestEvent) => params['id'] as string;

export const load = async (event: RequestEvent) => ({
	series: await readSeriesPlan(event.locals.ctx, { id: idOf(event) }),
	others: (await listShownSeries(event.locals.ctx, { limit: 50 })).filter((one) => one.id !== Number(idOf(event))),
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
				slug: values['slug'] ?? '',
			});
			await orderSeries(ctx, { id: idOf(event), articles: orderOf(values) });
			redirect(303, `/console/content/series/${idOf(event)}?saved`);
		});
	},
	end: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await deleteSeries(event.locals.ctx, { id: idOf(event), ...leadsTo(values) });
			redirect(303, '/console/content/series');
		});
	},
};
