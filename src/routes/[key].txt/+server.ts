import type { RequestEvent } from '@sveltejs/kit';
import { Problem } from '#platform/problem.ts';
import { readIndexNowKey } from '#seo/server/index.ts';

/** Proves to search engines that whoever tells them of changes speaks for this site. */
export async function GET({ locals, params }: RequestEvent) {
	const key = await readIndexNowKey(locals.ctx, {});
	if (params['key'] !== key) throw new Problem('status.404', 404);
	return new Response(key, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
