import type { RequestEvent } from '@sveltejs/kit';
import { readTimeline } from '#network/practice/server/index.ts';

export async function load({ locals, url }: RequestEvent) {
	return {
		timeline: await readTimeline(locals.ctx, { before: url.searchParams.get('before') ?? undefined }),
		now: locals.ctx.now,
	};
}
