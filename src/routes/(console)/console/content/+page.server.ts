import type { RequestEvent } from '@sveltejs/kit';
import { listDrafts } from '#content/server/index.ts';

export async function load({ locals }: RequestEvent) {
	return { articles: await listDrafts(locals.ctx, {}) };
}
