import type { RequestEvent } from '@sveltejs/kit';
import { listArticles, listTags } from '#content/server/index.ts';
import { sharedPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = sharedPage(event);
	const [articles, tags] = await Promise.all([
		listArticles(ctx, { before: event.url.searchParams.get('before') ?? undefined }),
		listTags(ctx),
	]);
	return { articles, tags };
}
