import type { RequestEvent } from '@sveltejs/kit';
import { listThreads, readCategory } from '#community/server/index.ts';
import { canonicalPath } from '#seo/head.ts';
import { sharedPage } from '#web/shared-page.ts';
import { threadBefore, threadShow } from '#web/thread-place.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = sharedPage(event, { reads: 'community' });
	const category = await readCategory(ctx, { slug: event.params['category'] as string });
	const before = threadBefore(event.url);
	const narrowed = threadShow(event.url);
	const threads = await listThreads(ctx, { category: category.id, ...before, ...narrowed });
	return {
		category,
		threads: threads.items,
		next: threads.next,
		first: !before.before,
		show: narrowed.show ?? null,
		path: canonicalPath(category.path, event.url.searchParams, 'show', 'before'),
	};
}
