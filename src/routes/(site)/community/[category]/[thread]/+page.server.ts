import { redirect, type RequestEvent } from '@sveltejs/kit';
import { findMergedPath, readThread } from '#community/server/index.ts';
import { findOpenAddress } from '#federation/server/index.ts';
import { canonicalPath } from '#seo/head.ts';
import { readThreadStanding } from '#seo/server/index.ts';
import { commentActions } from '#web/comment-actions.ts';
import { sharedOrOwn } from '#web/shared-page.ts';
import { threadId, threadPlace } from '#web/thread-place.ts';

export const csr = false;
export const actions = commentActions;

export async function load(event: RequestEvent) {
	const thread = threadId(event.params['thread'] as string);
	const note = { reads: `thread:${thread}`, thread };
	const read = sharedOrOwn(event, note, (reader) => readThread(reader, { thread, ...threadPlace(event.url) }));
	const { ctx, found: page } = await read.catch(async (problem: unknown) => {
		// What was merged into another thread goes on there.
		const path = await findMergedPath(event.locals.ctx, { thread });
		if (path) redirect(301, path);
		throw problem;
	});
	Object.assign(event.locals.shared?.note ?? event.locals.note ?? {}, { kind: page.thread.kind });
	const indexed = await readThreadStanding(ctx, { thread });
	// One thread has one address; what hangs under an article is read there.
	if (page.thread.path !== event.url.pathname && event.request.method === 'GET') redirect(301, page.thread.path);
	// Others read a thread by its opening, which begins its first page.
	const opening = page.first ? page.comments[0]?.id : undefined;
	const openAddress = opening ? await findOpenAddress(ctx, { thing: `comment:${opening}` }) : null;
	return {
		page,
		openAddress,
		indexed,
		path: canonicalPath(page.thread.path, event.url.searchParams, 'branch', 'after'),
	};
}
