import type { RequestEvent } from '@sveltejs/kit';
import { listThreads } from '#community/server/index.ts';
import { listArticles } from '#content/server/index.ts';
import { storiesOf, talksOf } from '#web/as-home.ts';
import { sharedPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = sharedPage(event, { reads: 'home' });
	const { brand, locale } = event.locals;
	const [articles, threads] = await Promise.all([listArticles(ctx, { limit: 7 }), listThreads(ctx, { limit: 8 })]);
	return {
		articles: storiesOf(articles.items, brand, locale),
		threads: talksOf(threads.items, brand, locale),
	};
}
