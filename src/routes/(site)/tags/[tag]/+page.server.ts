import { redirect, type RequestEvent } from '@sveltejs/kit';
import { findPresentTag, listArticles, readTag } from '#content/server/index.ts';
import { notFound } from '#platform/problem.ts';
import { canonicalPath } from '#seo/head.ts';
import { storiesOf } from '#web/as-home.ts';
import { sharedPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const tag = event.params['tag'] as string;
	const ctx = sharedPage(event);
	const [articles, told] = await Promise.all([
		listArticles(ctx, { tag, before: event.url.searchParams.get('before') ?? undefined }),
		readTag(ctx, { name: tag }),
	]);
	if (!articles.items.length) {
		const present = await findPresentTag(ctx, { name: tag });
		if (present) redirect(301, `/tags/${encodeURIComponent(present)}`);
		throw notFound('tag');
	}
	return {
		tag,
		told,
		first: !event.url.searchParams.has('before'),
		stories: storiesOf(articles.items, event.locals.brand, event.locals.locale),
		next: articles.next,
		path: canonicalPath(`/tags/${encodeURIComponent(tag)}`, event.url.searchParams, 'before'),
	};
}
