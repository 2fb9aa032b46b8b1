import type { RequestEvent } from '@sveltejs/kit';
import { mayKeepEvents } from '#gathering/policy.ts';
import { listKeptGatherings } from '#gathering/server/index.ts';

export async function load({ locals: { ctx, actor }, url }: RequestEvent) {
	const before = url.searchParams.get('before') ?? undefined;
	return { events: await listKeptGatherings(ctx, { before }), may: mayKeepEvents(actor), now: ctx.now };
}
