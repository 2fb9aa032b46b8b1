import type { RequestEvent } from '@sveltejs/kit';
import { listPageDrafts } from '#content/server/index.ts';
import { pageActions } from '#web/page-form.ts';

export const actions = pageActions;

export async function load({ locals }: RequestEvent) {
	return { page: null, others: await listPageDrafts(locals.ctx, {}), saved: false };
}
