import { redirect, type RequestEvent } from '@sveltejs/kit';
import { deleteArticle, listArticles, readDraft, restorableDays } from '#content/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { leadsTo } from '#web/leaving-address.ts';

const idOf = ({ params }: RequestEvent) => params['id'] as string;

export async function load(event: RequestEvent) {
	const { ctx } = event.locals;
	const { id, title, path, published, thread } = await readDraft(ctx, { id: idOf(event) });
	const { items } = await listArticles(ctx, { limit: 50 });
	const others = items.filter((one) => one.id !== id).map((one) => ({ path: one.path, title: one.title }));
	return { article: { id, title, path, published, thread }, others, days: restorableDays };
}

export const actions = {
	default: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await deleteArticle(event.locals.ctx, {
				id: idOf(event),
				...leadsTo(values),
				thread: values['then'] === 'talk' ? 'readable' : 'hidden',
			});
			redirect(303, '/console/content/deleted');
		});
	},
};
