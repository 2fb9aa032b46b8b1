import { redirect, type RequestEvent } from '@sveltejs/kit';
import { chooseWatched, listWatched } from '#moderation/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export const load = async ({ locals, url }: RequestEvent) => ({
	words: await listWatched(locals.ctx, {}),
	saved: url.searchParams.has('saved'),
});

export const actions = {
	default: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await chooseWatched(event.locals.ctx, { words: values['words'] ?? '' });
			redirect(303, '/console/moderation/words?saved');
		});
	},
};
