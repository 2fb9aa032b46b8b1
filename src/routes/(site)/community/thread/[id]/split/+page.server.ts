import { redirect, type RequestEvent } from '@sveltejs/kit';
import { listCategories, listSplittable, splitThread } from '#community/server/index.ts';
import { submit } from '#web/form.ts';
import { readPosted } from '#web/read-form.ts';
import { personalPage } from '#web/shared-page.ts';
import { threadId } from '#web/thread-place.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	const comment = Number(event.url.searchParams.get('comment')) || 0;
	const after = comment ? comment - 1 : (event.url.searchParams.get('after') ?? 0);
	const thread = threadId(event.params['id'] as string);
	return { ...(await listSplittable(ctx, { thread, after })), chosen: comment, categories: await listCategories(ctx) };
}

export const actions = {
	default: async (event: RequestEvent) => {
		const form = await readPosted(event.request);
		const text = (name: string): string => String(form.get(name) ?? '');
		const comments = form.getAll('comment').map(String);
		const values = { title: text('title'), category: text('category'), comments: comments.join(' ') };
		return submit(event, values, async () => {
			const { title, category } = values;
			const made = await splitThread(event.locals.ctx, { thread: event.params['id'], comments, title, category });
			redirect(303, made.path);
		});
	},
};
