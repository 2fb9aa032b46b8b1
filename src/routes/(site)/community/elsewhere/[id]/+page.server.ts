import type { RequestEvent } from '@sveltejs/kit';
import { readThread } from '#community/server/index.ts';
import { readPage } from '#embed/server/index.ts';
import { notFound } from '#platform/problem.ts';
import { commentActions } from '#web/comment-actions.ts';
import { sharedPage } from '#web/shared-page.ts';
import { threadId, threadPlace } from '#web/thread-place.ts';

export const csr = false;
export const actions = commentActions;

/** The conversation about a page elsewhere, at home. */
export async function load(event: RequestEvent) {
	const page = await readPage(sharedPage(event), { id: threadId(event.params['id'] as string) || 1 });
	if (!page || String(page.id) !== event.params['id']) throw notFound('page');
	const ctx = sharedPage(event, { thread: page.thread });
	return { page, thread: await readThread(ctx, { thread: page.thread, ...threadPlace(event.url) }) };
}
