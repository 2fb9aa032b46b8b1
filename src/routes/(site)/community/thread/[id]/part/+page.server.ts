import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { findThread } from '#community/server/index.ts';
import { personalPage } from '#web/shared-page.ts';
import { takePartActions } from '#web/take-part.ts';
import { threadId } from '#web/thread-place.ts';

export const csr = false;
export const actions = takePartActions;

/** Seen only when a step was refused; whoever just comes here is led to the thread. */
export async function load(event: RequestEvent) {
	const thread = await findThread(personalPage(event), { id: threadId(event.params['id'] as string) });
	if (!thread) error(404);
	if (event.request.method === 'GET') redirect(302, thread.path);
	return { thread };
}
