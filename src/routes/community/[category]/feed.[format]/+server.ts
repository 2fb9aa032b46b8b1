import { redirect, type RequestEvent } from '@sveltejs/kit';
import { findMovedCategory, readCategory } from '#community/server/index.ts';
import { listFeedThreads } from '#seo/server/index.ts';
import { answerFeed } from '#web/answer-feed.ts';
import { sharedPage } from '#web/shared-page.ts';

export async function GET(event: RequestEvent) {
	const ctx = sharedPage(event);
	const slug = event.params['category'] as string;
	const { id, path, name, description } = await readCategory(ctx, { slug }).catch(async (problem: unknown) => {
		const moved = await findMovedCategory(ctx, { slug });
		if (moved) redirect(301, `${moved}/feed.${event.params['format']}`);
		throw problem;
	});
	const found = await listFeedThreads(ctx, { category: id });
	return answerFeed(event, { path, title: name, description, base: `${path}/feed`, found });
}
