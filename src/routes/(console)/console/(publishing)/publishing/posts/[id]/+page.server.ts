import type { RequestEvent } from '@sveltejs/kit';
import { mayReadBoard } from '#insight/policy.ts';
import { readPostResults } from '#insight/server/index.ts';
import { readPostDesk } from '#publishing/server/index.ts';
import { postDeskActions } from '#web/post-desk.ts';

export async function load({ locals: { ctx }, params }: RequestEvent) {
	const desk = await readPostDesk(ctx, { id: params['id'] ?? '' });
	const counted = desk.post.published !== null && mayReadBoard(ctx.actor);
	return { desk, results: counted ? await readPostResults(ctx, { post: desk.post.id }) : null };
}

export const actions = postDeskActions;
