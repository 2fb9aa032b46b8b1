import type { RequestEvent } from '@sveltejs/kit';
import { listPageDrafts, readPageDraft } from '#content/server/index.ts';
import { pageActions } from '#web/page-form.ts';

export const actions = pageActions;

export async function load({ locals, params, url }: RequestEvent) {
	return {
		page: await readPageDraft(locals.ctx, { id: params['id'] as string }),
		others: await listPageDrafts(locals.ctx, {}),
		saved: url.searchParams.has('saved'),
	};
}
