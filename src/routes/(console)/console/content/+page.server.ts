import { redirect, type RequestEvent } from '@sveltejs/kit';
import { countDrafts, listDrafts, listWriters, readDesk, setDesk } from '#content/server/index.ts';
import { maySetDesk } from '#content/policy.ts';
import type { SlugStyle } from '#content/slug.ts';
import { articleFilter } from '#web/article-filter.ts';
import { readForm, submit } from '#web/form.ts';

export async function load({ locals: { ctx, actor }, url }: RequestEvent) {
	const filter = articleFilter(url.searchParams);
	const [articles, counts, writers, desk] = await Promise.all([
		listDrafts(ctx, filter),
		countDrafts(ctx, {}),
		listWriters(ctx, {}),
		readDesk(ctx, {}),
	]);
	return { articles, counts, writers, desk, filter, maySetDesk: maySetDesk(actor) };
}

export const actions = {
	desk: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await setDesk(event.locals.ctx, {
				reviewRequired: values['reviewRequired'] === 'on',
				slugStyle: (values['slugStyle'] || undefined) as SlugStyle | undefined,
			});
			redirect(303, '/console/content');
		});
	},
};
