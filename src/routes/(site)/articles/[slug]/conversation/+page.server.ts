import { redirect, type RequestEvent } from '@sveltejs/kit';
import { readThread } from '#community/server/index.ts';
import { articlePath } from '#content/article.ts';
import { findAddress } from '#content/server/index.ts';
import { commentActions } from '#web/comment-actions.ts';
import { threadPlace } from '#web/thread-place.ts';
import { sharedOrOwn, sharedPage } from '#web/shared-page.ts';

export const csr = false;
export const actions = commentActions;

/** The conversation about a deleted article, where it stayed; everywhere else this is the article's address. */
export async function load(event: RequestEvent) {
	const slug = event.params['slug'] as string;
	const found = await findAddress(sharedPage(event), { slug });
	if (found.end !== 'gone' || !found.thread) redirect(302, articlePath(slug));
	const { thread: id } = found;
	const read = await sharedOrOwn(event, { thread: id }, (ctx) =>
		readThread(ctx, { thread: id, ...threadPlace(event.url) }),
	);
	return { title: found.title, thread: read.found };
}
