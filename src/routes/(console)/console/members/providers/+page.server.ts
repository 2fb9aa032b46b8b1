import { redirect, type RequestEvent } from '@sveltejs/kit';
import { closeProvider, keepProvider, listKeptProviders } from '#membership/server/index.ts';
import { readForm, submit } from '#web/form.ts';

const done = (what: string) => redirect(303, `/console/members/providers?done=${what}`);

export const load = async ({ locals: { ctx }, url }: RequestEvent) => ({
	providers: await listKeptProviders(ctx, {}),
	siteUrl: ctx.site.url,
	done: url.searchParams.get('done'),
});

export const actions = {
	keep: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, { ...values, secret: '', privateKey: '' }, async () => {
			await keepProvider(event.locals.ctx, values as never);
			done('kept');
		});
	},
	close: async (event: RequestEvent) => {
		const { key = '' } = await readForm(event);
		return submit(event, {}, async () => {
			await closeProvider(event.locals.ctx, { key });
			done('closed');
		});
	},
};
