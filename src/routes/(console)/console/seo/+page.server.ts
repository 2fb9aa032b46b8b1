import type { RequestEvent } from '@sveltejs/kit';
import { mayChangeFound } from '#seo/policy.ts';
import { changeSettings, readSettings } from '#seo/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export async function load({ locals }: RequestEvent) {
	return { settings: await readSettings(locals.ctx, {}), may: mayChangeFound(locals.actor) };
}

export const actions = {
	default: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await changeSettings(event.locals.ctx, {
				feedContent: values['feedContent'] === 'excerpt' ? 'excerpt' : 'full',
				hub: values['hub'] ?? '',
				indexNow: values['indexNow'] === 'yes',
				webmention: values['webmention'] === 'yes',
			});
			return { saved: true };
		});
	},
};
