import { redirect, type RequestEvent } from '@sveltejs/kit';
import { listDeleted, restoreArticle } from '#content/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export const load = async ({ locals }: RequestEvent) => ({ articles: await listDeleted(locals.ctx, {}) });

export const actions = {
	default: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			const { id } = await restoreArticle(event.locals.ctx, { id: values['id'] ?? '' });
			redirect(303, `/console/content/${id}?saved`);
		});
	},
};
