import type { RequestEvent } from '@sveltejs/kit';
import { threadBefore } from '#web/thread-place.ts';
import { sharedPage } from '#web/shared-page.ts';

export const csr = false;

/** The frame is everybody's; the front lays in the list of whoever reads. */
export function load(event: RequestEvent) {
	sharedPage(event, { list: 'unread', ...threadBefore(event.url) });
	return { list: 'unread' as const };
}
