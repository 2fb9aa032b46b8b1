import { redirect, type RequestEvent } from '@sveltejs/kit';
import { chooseRules, chooseWatched, listWatched, readRules, tryWatched } from '#moderation/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export const load = async ({ locals, url }: RequestEvent) => ({
	words: await listWatched(locals.ctx, {}),
	rules: await readRules(locals.ctx, {}),
	saved: url.searchParams.has('saved'),
});

export const actions = {
	/** Answers with what was found: nothing is kept. */
	try: async (event: RequestEvent) => {
		const { text = '' } = await readForm(event);
		return submit(event, { text }, async () => ({ tried: text, found: await tryWatched(event.locals.ctx, { text }) }));
	},
	rules: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await chooseRules(event.locals.ctx, { holdFirst: values['holdFirst'] ?? '' });
			redirect(303, '/console/moderation/words?saved');
		});
	},
	words: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			await chooseWatched(event.locals.ctx, { words: values['words'] ?? '' });
			redirect(303, '/console/moderation/words?saved');
		});
	},
};
