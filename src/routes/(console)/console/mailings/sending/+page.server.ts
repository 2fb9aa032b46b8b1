import type { RequestEvent } from '@sveltejs/kit';
import { closeDoor, listDoors, openDoor, readPace, setPace } from '#notification/server/index.ts';
import { readForm, submit } from '#web/form.ts';

export const load = async ({ locals }: RequestEvent) => ({
	pace: await readPace(locals.ctx, {}),
	doors: await listDoors(locals.ctx, {}),
});

export const actions = {
	pace: async (event: RequestEvent) => {
		const { per_second = '', per_hour = '' } = await readForm(event);
		return submit(event, { per_second, per_hour }, async () => {
			await setPace(event.locals.ctx, { per_second, per_hour });
			return { done: 'pace' as const, made: null };
		});
	},
	open: async (event: RequestEvent) => {
		const { name = '', secret = '' } = await readForm(event);
		return submit(event, { name }, async () => {
			const made = await openDoor(event.locals.ctx, { name: name as 'report', secret });
			return { done: 'door' as const, made: made.secret };
		});
	},
	close: async (event: RequestEvent) => {
		const { name = '' } = await readForm(event);
		return submit(event, { name }, async () => {
			await closeDoor(event.locals.ctx, { name: name as 'report' });
			return { done: 'door' as const, made: null };
		});
	},
};
