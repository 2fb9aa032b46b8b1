import type { RequestEvent } from '@sveltejs/kit';
import { listFeedArticles } from '#seo/server/index.ts';
import { answerFeed } from '#web/answer-feed.ts';
import { sharedPage } from '#web/shared-page.ts';

export async function GET(event: RequestEvent) {
	const found = await listFeedArticles(sharedPage(event), {});
	return answerFeed(event, { path: '/', title: '', base: '/feed', found });
}
