import type { RequestEvent } from '@sveltejs/kit';
import { changeOverride, readPageSearch, readSearchPanel } from '#seo/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export async function load({ locals, params }: RequestEvent) {
	const panel = await readSearchPanel(locals.ctx, { article: params['id'] ?? '' });
	return { panel, search: await readPageSearch(locals.ctx, { path: panel.article.path }) };
}

export const actions = {
	default: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await changeOverride(event.locals.ctx, {
				article: event.params['id'] ?? '',
				title: values['title'] ?? '',
				description: values['description'] ?? '',
				indexed: values['indexed'] === 'yes',
			});
			return { saved: true };
		});
	},
};
