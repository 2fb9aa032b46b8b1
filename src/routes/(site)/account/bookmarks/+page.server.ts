import { redirect, type RequestEvent } from '@sveltejs/kit';
import { listBookmarks, removeBookmark } from '#community/server/index.ts';
import { staff } from '#platform/actor.ts';
import { readForm, submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	if (ctx.actor.kind === 'visitor') redirect(303, '/login?to=/account/bookmarks');
	const before = event.url.searchParams.get('before') ?? undefined;
	return { bookmarks: await listBookmarks(ctx, { before }), first: !before, staff: staff(ctx.actor) };
}

export const actions = {
	default: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await removeBookmark(event.locals.ctx, { comment: values['comment'] ?? '' });
			redirect(303, event.url.pathname);
		});
	},
};
