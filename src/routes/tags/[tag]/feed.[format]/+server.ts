import { redirect, type RequestEvent } from '@sveltejs/kit';
import { tagPath } from '#community/tag.ts';
import { findPresentTag } from '#content/server/index.ts';
import { notFound } from '#platform/problem.ts';
import { listFeedTagged } from '#seo/server/index.ts';
import { answerFeed } from '#web/answer-feed.ts';
import { sharedPage } from '#web/shared-page.ts';

export async function GET(event: RequestEvent) {
	const tag = event.params['tag'] as string;
	const ctx = sharedPage(event);
	const found = await listFeedTagged(ctx, { tag });
	if (!found.items.length) {
		const present = await findPresentTag(ctx, { name: tag });
		if (present) redirect(301, `${tagPath(present)}/feed.${event.params['format']}`);
		throw notFound('tag');
	}
	const path = tagPath(tag);
	return answerFeed(event, { path, title: tag, base: `${path}/feed`, found });
}
