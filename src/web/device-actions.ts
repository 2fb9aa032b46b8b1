import { redirect, type RequestEvent } from '@sveltejs/kit';
import { askedFrom } from '#membership/server/index.ts';
import { addDevice, removeDevice } from '#notification/server/index.ts';
import { readForm, submit } from '#web/form.ts';

/** How a browser comes on the list of those that are told, and off it. */
export const deviceActions = {
	addDevice: async (event: RequestEvent) => {
		const { endpoint = '', p256dh = '', auth = '', replaces } = await readForm(event);
		return submit(event, {}, async () => {
			const from = askedFrom(event.request, event.locals.front.address);
			await addDevice(event.locals.ctx, { endpoint, p256dh, auth, replaces, from });
			return { done: 'saved' as const };
		});
	},
	removeDevice: async (event: RequestEvent) => {
		const { device = '' } = await readForm(event);
		return submit(event, {}, async () => {
			await removeDevice(event.locals.ctx, { device });
			redirect(303, '/account/preferences');
		});
	},
};
