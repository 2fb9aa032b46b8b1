import type { RequestEvent } from '@sveltejs/kit';
import { keepTopic, listAllTopics, retireTopic } from '#notification/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export const load = async ({ locals }: RequestEvent) => ({ topics: await listAllTopics(locals.ctx, {}) });

export const actions = {
	keep: async (event: RequestEvent) => {
		const { id, name = '', name_en, about, about_en } = await readForm(event);
		const values = {
			...(id ? { id } : {}),
			name,
			name_en: name_en ?? '',
			about: about ?? '',
			about_en: about_en ?? '',
		};
		return submit(event, values, async () => ({ done: String((await keepTopic(event.locals.ctx, values)).topic) }));
	},
	retire: async (event: RequestEvent) => {
		const { id = '', retired } = await readForm(event);
		return submit(event, { id }, async () => {
			await retireTopic(event.locals.ctx, { id, retired: retired === 'yes' });
			return { done: id };
		});
	},
};
