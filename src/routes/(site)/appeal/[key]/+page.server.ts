import type { RequestEvent } from '@sveltejs/kit';
import { makeAppeal, readCase } from '#moderation/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

/** Looking at the link changes nothing: mail scanners look at every link. */
export async function load(event: RequestEvent) {
	event.setHeaders({ 'cache-control': 'no-store' });
	return { case: await readCase(personalPage(event), { key: event.params['key'] ?? '' }) };
}

export const actions = {
	default: async (event: RequestEvent) => {
		const values = await readForm(event);
		const { words = '' } = values;
		return submit(event, values, async () => {
			await makeAppeal(event.locals.ctx, { key: event.params['key'] ?? '', words });
			return { done: true };
		});
	},
};
