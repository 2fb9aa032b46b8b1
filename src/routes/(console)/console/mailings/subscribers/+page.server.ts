import type { RequestEvent } from '@sveltejs/kit';
import { listSubscribers } from '#notification/server/index.ts';

export async function load({ locals, url }: RequestEvent) {
	const search = (url.searchParams.get('q') ?? '').slice(0, 200);
	const before = url.searchParams.get('before') ?? undefined;
	return { search, subscribers: await listSubscribers(locals.ctx, { q: search, before }) };
}
