import type { RequestEvent } from '@sveltejs/kit';
import { listCategories, listThreads } from '#community/server/index.ts';
import { canonicalPath } from '#seo/head.ts';
import { sharedPage } from '#web/shared-page.ts';
import { threadBefore, threadShow } from '#web/thread-place.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = sharedPage(event, { reads: 'community', forum: true });
	const before = threadBefore(event.url);
	const narrowed = threadShow(event.url);
	const [categories, threads] = await Promise.all([
		listCategories(ctx),
		listThreads(ctx, { ...before, ...narrowed, pins: true }),
	]);
	return {
		categories,
		pinned: threads.pinned,
		threads: threads.items,
		next: threads.next,
		first: !before.before,
		show: narrowed.show ?? null,
		path: canonicalPath('/community', event.url.searchParams, 'show', 'before'),
	};
}
