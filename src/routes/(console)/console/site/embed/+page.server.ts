import { redirect, type RequestEvent } from '@sveltejs/kit';
import { allowHost, forbidHost, readEmbeds } from '#embed/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export const load = async ({ locals, url }: RequestEvent) => ({
	...(await readEmbeds(locals.ctx, {})),
	done: url.searchParams.has('added')
		? ('added' as const)
		: url.searchParams.has('removed')
			? ('removed' as const)
			: null,
});

export const actions = {
	allow: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await allowHost(event.locals.ctx, { origin: values['origin'] ?? '' });
			redirect(303, '/console/site/embed?added');
		});
	},
	forbid: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await forbidHost(event.locals.ctx, { origin: values['origin'] ?? '' });
			redirect(303, '/console/site/embed?removed');
		});
	},
};
