import type { RequestEvent } from '@sveltejs/kit';
import { listTopics, subscribe } from '#notification/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { tickedTopics } from '#web/newsletter-form.ts';
import { sharedPage } from '#web/shared-page.ts';

export const csr = false;

export const load = async (event: RequestEvent) => ({ topics: await listTopics(sharedPage(event), {}) });

export const actions = {
	default: async (event: RequestEvent) => {
		const values = await readForm(event);
		// Only a program fills in what nobody sees; it is told what a person would be.
		if (values['homepage']) return { done: true };
		return submit(event, values, async () => {
			const { ctx, front } = event.locals;
			await subscribe(ctx, { email: values['email'] ?? '', topics: tickedTopics(values), address: front.address });
			return { done: true };
		});
	},
};
