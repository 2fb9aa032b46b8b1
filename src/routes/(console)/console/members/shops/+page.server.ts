import { redirect, type RequestEvent } from '@sveltejs/kit';
import { closeClient, keepClient, listClients, renewClientSecret } from '#membership/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export const load = async ({ locals: { ctx }, url }: RequestEvent) => ({
	clients: await listClients(ctx, {}),
	siteUrl: ctx.site.url,
	saved: url.searchParams.has('saved'),
});

const saved = () => redirect(303, '/console/members/shops?saved');

export const actions = {
	keep: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			const { key, secret } = await keepClient(event.locals.ctx, values as never);
			return secret ? { key, secret } : saved();
		});
	},
	renew: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, {}, () => renewClientSecret(event.locals.ctx, { client: values['client'] }));
	},
	close: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, {}, async () => {
			await closeClient(event.locals.ctx, { client: values['client'] });
			saved();
		});
	},
};
