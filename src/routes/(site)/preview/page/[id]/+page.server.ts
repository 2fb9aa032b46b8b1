import type { RequestEvent } from '@sveltejs/kit';
import { fillBody, readPageDraft } from '#content/server/index.ts';

export const csr = false;

/** A page as its readers will see it, for those who may write it. */
export async function load({ locals, params }: RequestEvent) {
	const page = await readPageDraft(locals.ctx, { id: params['id'] as string });
	const { title, locale } = page;
	const { html } = await fillBody(locals.ctx, page.html, locale);
	return { page: { title, html, locale } };
}
