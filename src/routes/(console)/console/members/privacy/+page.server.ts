import type { RequestEvent } from '@sveltejs/kit';
import { mayKeepRetention } from '#membership/policy.ts';
import { listRequests, listRetention } from '#membership/server/index.ts';
import { deskActions } from '#web/privacy-desk.ts';

export const actions = deskActions;

export async function load({ locals: { ctx }, url }: RequestEvent) {
	const [open, decided, retention] = await Promise.all([
		listRequests(ctx, {}),
		listRequests(ctx, { open: false, before: url.searchParams.get('before') ?? undefined }),
		mayKeepRetention(ctx.actor) ? listRetention(ctx, {}) : null,
	]);
	return { open: open.items, decided, retention, saved: url.searchParams.has('saved') };
}
