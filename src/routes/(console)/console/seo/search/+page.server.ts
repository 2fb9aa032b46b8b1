import { redirect, type RequestEvent } from '@sveltejs/kit';
import { mayConnectSearch } from '#seo/policy.ts';
import {
	connectSearchConsole,
	disconnectSearchConsole,
	readSearchConsole,
	readSearchFigures,
} from '#seo/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export async function load({ locals: { ctx, actor }, url }: RequestEvent) {
	const [connection, report] = await Promise.all([readSearchConsole(ctx, {}), readSearchFigures(ctx, {})]);
	return { connection, report, may: mayConnectSearch(actor), done: url.searchParams.get('done') };
}

export const actions = {
	connect: async (event: RequestEvent) => {
		const { key = '', ...values } = await readForm(event);
		// A refusal gives the form back without the key: it is written into no page.
		return submit(event, values, async () => {
			await connectSearchConsole(event.locals.ctx, { property: values['property'] ?? '', key });
			redirect(303, '/console/seo/search?done=connected');
		});
	},
	disconnect: async (event: RequestEvent) =>
		submit(event, {}, async () => {
			await disconnectSearchConsole(event.locals.ctx, {});
			redirect(303, '/console/seo/search?done=disconnected');
		}),
};
