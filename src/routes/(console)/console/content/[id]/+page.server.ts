import type { RequestEvent } from '@sveltejs/kit';
import { readDraft } from '#content/server/index.ts';
import { articleActions } from '#web/article-form.ts';

export const actions = articleActions;

export async function load({ locals, params, url }: RequestEvent) {
	const article = await readDraft(locals.ctx, { id: params['id'] as string });
	return { article, saved: url.searchParams.has('saved'), published: url.searchParams.has('published') };
}
