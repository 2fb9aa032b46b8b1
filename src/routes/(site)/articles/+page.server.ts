import type { RequestEvent } from '@sveltejs/kit';
import { listArticles, listTags } from '#content/server/index.ts';
import { canonicalPath } from '#seo/head.ts';
import { storiesOf } from '#web/as-home.ts';
import { sharedPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = sharedPage(event);
	const before = event.url.searchParams.get('before') ?? undefined;
	const [articles, tags] = await Promise.all([listArticles(ctx, { before }), listTags(ctx)]);
	return {
		stories: storiesOf(articles.items, event.locals.brand, event.locals.locale),
		next: articles.next,
		first: !before,
		tags,
		path: canonicalPath('/articles', event.url.searchParams, 'before'),
	};
}
