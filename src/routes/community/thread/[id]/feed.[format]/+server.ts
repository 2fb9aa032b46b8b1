import type { RequestEvent } from '@sveltejs/kit';
import { threadFeedPath } from '#community/thread.ts';
import { listFeedComments } from '#seo/server/index.ts';
import { answerFeed } from '#web/answer-feed.ts';
import { sharedPage } from '#web/shared-page.ts';
import { threadId } from '#web/thread-place.ts';

export async function GET(event: RequestEvent) {
	const id = threadId(event.params['id'] as string);
	const { thread, found } = await listFeedComments(sharedPage(event), { thread: id });
	return answerFeed(event, {
		path: thread.path,
		title: thread.title,
		description: '',
		base: threadFeedPath(id),
		found,
	});
}
