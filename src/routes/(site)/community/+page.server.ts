import type { RequestEvent } from '@sveltejs/kit';
import { listCategories, listThreads } from '#community/server/index.ts';
import { canonicalPath } from '#seo/head.ts';
import { sharedPage } from '#web/shared-page.ts';
import { threadBefore } from '#web/thread-place.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = sharedPage(event, { reads: 'community' });
	const before = threadBefore(event.url);
	const [categories, threads] = await Promise.all([listCategories(ctx), listThreads(ctx, before)]);
	return {
		categories,
		threads: threads.items,
		next: threads.next,
		first: !before.before,
		path: canonicalPath('/community', event.url.searchParams, 'before'),
	};
}
