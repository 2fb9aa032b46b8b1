import type { RequestEvent } from '@sveltejs/kit';
import { listGatherings } from '#gathering/server/index.ts';
import { canonicalPath } from '#seo/head.ts';
import { gatheringStories } from '#web/gathering-stories.ts';
import { sharedPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = sharedPage(event);
	const query = event.url.searchParams;
	const which = query.get('which') === 'past' ? 'past' : 'coming';
	const after = query.get('after') ?? undefined;
	const { items, next } = await listGatherings(ctx, { which, after });
	const { brand, locale } = event.locals;
	const stories = gatheringStories(items, { brand, locale, now: ctx.now });
	return { stories, which, next, first: !after, path: canonicalPath('/events', query, 'which', 'after') };
}
