import type { RequestEvent } from '@sveltejs/kit';
import { readPostDesk } from '#publishing/server/index.ts';
import { postDeskActions } from '#web/post-desk.ts';

export const load = async ({ locals: { ctx }, params }: RequestEvent) => ({
	desk: await readPostDesk(ctx, { id: params['id'] ?? '' }),
});

export const actions = postDeskActions;
