import type { RequestEvent } from '@sveltejs/kit';
import { listArticles, listPageDrafts, listTags } from '#content/server/index.ts';
import { readMenu } from '#site/server/index.ts';
import { menuActions, menuNamed } from '#web/menu-form.ts';

export const actions = menuActions;

export async function load({ locals, url }: RequestEvent) {
	const { ctx } = locals;
	const menu = menuNamed(url.searchParams.get('menu'));
	const [arranged, pages, articles, tags] = await Promise.all([
		readMenu(ctx, { menu }),
		listPageDrafts(ctx, {}),
		listArticles(ctx, { limit: 100 }),
		listTags(ctx),
	]);
	return {
		menu,
		...arranged,
		pages: pages.map(({ id, title, published }) => ({ id, title, draft: !published })),
		articles: articles.items.map(({ id, title }) => ({ id, title })),
		tags: tags.map(({ tag }) => tag),
		saved: url.searchParams.has('saved'),
	};
}
