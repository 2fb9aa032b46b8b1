import type { RequestEvent } from '@sveltejs/kit';
import { notFound } from '#platform/problem.ts';
import { listFeedArticles } from '#seo/server/index.ts';
import { answerFeed } from '#web/answer-feed.ts';
import { sharedPage } from '#web/shared-page.ts';

export async function GET(event: RequestEvent) {
	const tag = event.params['tag'] as string;
	const found = await listFeedArticles(sharedPage(event), { tag });
	if (!found.items.length) throw notFound('tag');
	const path = `/tags/${encodeURIComponent(tag)}`;
	return answerFeed(event, { path, title: tag, base: `${path}/feed`, found });
}
