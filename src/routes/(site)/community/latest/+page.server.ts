import { redirect, type RequestEvent } from '@sveltejs/kit';
import { markAllSeen } from '#community/server/index.ts';
import { submit } from '#web/form.ts';
import { threadBefore } from '#web/thread-place.ts';
import { sharedPage } from '#web/shared-page.ts';

export const csr = false;

/** The frame is everybody's; the front lays in the list of whoever reads. */
export function load(event: RequestEvent) {
	sharedPage(event, { list: 'latest', ...threadBefore(event.url) });
	return { list: 'latest' as const };
}

export const actions = {
	read: async (event: RequestEvent) =>
		submit(event, {}, async () => {
			await markAllSeen(event.locals.ctx, {});
			redirect(303, '/community/unread');
		}),
};
