import type { RequestEvent } from '@sveltejs/kit';
import { listPageDrafts } from '#content/server/index.ts';

export async function load({ locals }: RequestEvent) {
	return { pages: await listPageDrafts(locals.ctx, {}) };
}
