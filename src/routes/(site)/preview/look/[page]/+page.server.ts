import type { RequestEvent } from '@sveltejs/kit';
import { authorize, visitor } from '#platform/actor.ts';
import { mayChangeSite } from '#site/policy.ts';
import { readSampleArticle } from '#web/sample-article.ts';
import { homePage } from '#web/home-page.ts';

export const csr = false;

/** The real home page and the newest article in a look that nobody has yet, for those who may choose it. */
export async function load({ locals, params, setHeaders }: RequestEvent) {
	authorize(locals.actor, 'site.change', mayChangeSite, null);
	setHeaders({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' });
	const ctx = { ...locals.ctx, actor: visitor };
	return params['page'] === 'article'
		? { home: null, article: await readSampleArticle(ctx) }
		: { home: await homePage(ctx, locals.brand, locals.locale), article: null };
}
