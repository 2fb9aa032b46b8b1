import type { RequestEvent } from '@sveltejs/kit';
import { readPace, setPace } from '#notification/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export const load = async ({ locals }: RequestEvent) => ({ pace: await readPace(locals.ctx, {}) });

export const actions = {
	pace: async (event: RequestEvent) => {
		const { per_second = '', per_hour = '' } = await readForm(event);
		return submit(event, { per_second, per_hour }, async () => {
			await setPace(event.locals.ctx, { per_second, per_hour });
			return { done: 'pace' as const };
		});
	},
};
