import { redirect, type RequestEvent } from '@sveltejs/kit';
import { mayStart } from '#community/policy.ts';
import { listCategories, startThread } from '#community/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	const categories = await listCategories(ctx);
	return {
		joined: ctx.actor.kind !== 'visitor',
		wanted: event.url.searchParams.get('category') ?? '',
		categories: categories.filter(
			(category) => ctx.actor.kind === 'visitor' || mayStart(ctx.actor, { started_by: category.startedBy }),
		),
	};
}

export const actions = {
	default: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			const { path } = await startThread(event.locals.ctx, {
				category: values['category'] ?? '',
				title: values['title'] ?? '',
				body: { text: values['text'] ?? '' },
			});
			redirect(303, path);
		});
	},
};
