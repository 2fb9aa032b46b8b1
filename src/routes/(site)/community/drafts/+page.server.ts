import { redirect, type RequestEvent } from '@sveltejs/kit';
import { keepDraft, listDrafts } from '#community/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	if (ctx.actor.kind === 'visitor') redirect(303, '/login?to=/community/drafts');
	return { drafts: await listDrafts(ctx, {}) };
}

export const actions = {
	default: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await keepDraft(event.locals.ctx, { thread: values['thread'] ?? '', text: '' });
			redirect(303, event.url.pathname);
		});
	},
};
