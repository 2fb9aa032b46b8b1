import type { RequestEvent } from '@sveltejs/kit';
import type { Locale } from '#platform/language/locale.ts';
import { fillBody, readDraft } from '#content/server/index.ts';

export const csr = false;

/** A draft as its readers will see it, for those who may write it. */
export async function load({ locals, params }: RequestEvent) {
	const article = await readDraft(locals.ctx, { id: params['id'] as string });
	const { html } = await fillBody(locals.ctx, article.body_html, article.locale as Locale);
	return { article: { ...article, body_html: html } };
}
