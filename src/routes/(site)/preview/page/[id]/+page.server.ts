import type { RequestEvent } from '@sveltejs/kit';
import { readPageDraft } from '#content/server/index.ts';

export const csr = false;

/** A page as its readers will see it, for those who may write it. */
export async function load({ locals, params }: RequestEvent) {
	const { title, html, locale } = await readPageDraft(locals.ctx, { id: params['id'] as string });
	return { page: { title, html, locale } };
}
