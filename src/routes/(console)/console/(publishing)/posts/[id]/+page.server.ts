import type { RequestEvent } from '@sveltejs/kit';
import { readComposer, readReview } from '#publishing/server/index.ts';
import { draftActions } from '#web/post-form.ts';

export async function load({ locals: { ctx }, params }: RequestEvent) {
	const draft = params['id'] ?? '';
	return { ...(await readComposer(ctx, { draft })), review: await readReview(ctx, { draft }) };
}

export const actions = draftActions;
