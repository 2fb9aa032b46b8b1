import type { RequestEvent } from '@sveltejs/kit';
import { confirmSubscription, readConfirmation } from '#notification/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

/** Looking at the link confirms nothing: mail programs look at links too. */
export async function load(event: RequestEvent) {
	event.setHeaders({ 'cache-control': 'no-store' });
	const key = event.url.searchParams.get('key') ?? '';
	return { key, asked: await readConfirmation(personalPage(event), { key }) };
}

export const actions = {
	default: async (event: RequestEvent) => {
		const { key = '' } = await readForm(event);
		return submit(event, {}, async () => {
			await confirmSubscription(event.locals.ctx, { key, address: event.locals.front.address });
			return { done: true };
		});
	},
};
