import { redirect, type RequestEvent } from '@sveltejs/kit';
import { mayArrange } from '#content/policy.ts';
import { keepSeries, listSeries } from '#content/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export const load = async ({ locals: { ctx, actor } }: RequestEvent) => ({
	series: await listSeries(ctx, {}),
	mayArrange: mayArrange(actor),
});

export const actions = {
	default: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			const { id } = await keepSeries(event.locals.ctx, {
				title: values['title'] ?? '',
				description: values['description'] ?? '',
			});
			redirect(303, `/console/content/series/${id}`);
		});
	},
};
