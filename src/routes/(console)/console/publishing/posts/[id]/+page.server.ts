import type { RequestEvent } from '@sveltejs/kit';
import { listAttempts, readPost } from '#publishing/server/index.ts';

export async function load({ locals: { ctx }, params }: RequestEvent) {
	const id = params['id'] ?? '';
	return { post: await readPost(ctx, { id }), attempts: await listAttempts(ctx, { post: id }) };
}
