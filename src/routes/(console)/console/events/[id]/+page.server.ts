import type { RequestEvent } from '@sveltejs/kit';
import { readGatheringDraft } from '#gathering/server/index.ts';
import { gatheringActions } from '#web/gathering-form.ts';

export const actions = gatheringActions;

export async function load({ locals: { ctx }, params, url }: RequestEvent) {
	return {
		event: await readGatheringDraft(ctx, { id: params['id'] }),
		saved: url.searchParams.has('saved'),
		now: ctx.now,
	};
}
