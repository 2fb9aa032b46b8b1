import { redirect, type RequestEvent } from '@sveltejs/kit';
import { dropBegun, keepDraft, listDrafts, readBegun } from '#community/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	if (ctx.actor.kind === 'visitor') redirect(303, '/login?to=/community/drafts');
	const [drafts, begun] = await Promise.all([listDrafts(ctx, {}), readBegun(ctx, {})]);
	return { drafts, begun };
}

export const actions = {
	default: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			const { ctx } = event.locals;
			// Without a thread it is the one that was not started yet.
			await (values['thread'] ? keepDraft(ctx, { thread: values['thread'], text: '' }) : dropBegun(ctx, {}));
			redirect(303, event.url.pathname);
		});
	},
};
