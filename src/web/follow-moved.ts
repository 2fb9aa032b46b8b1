import type { RequestEvent } from '@sveltejs/kit';
import { followRedirect } from '#seo/server/index.ts';
import { findFormer } from '#transfer/server/index.ts';
import { trackingQuery } from '#web/front/clean-query.ts';

/** True where an old address may be meant although a page answers: other systems told their pages apart at `/?p=1`. */
export const mayBeMoved = ({ url }: RequestEvent): boolean => url.pathname === '/' && url.search.length > 1;

/**
 * What somebody gets who asked for an address that nothing answers: the way to its new place, the page `unfound` as one
 * that is gone for good, or `unfound` as it is. Where somebody came from is carried along.
 */
export async function followMoved(event: RequestEvent, unfound: Response | null): Promise<Response | null> {
	if (event.request.method !== 'GET' && event.request.method !== 'HEAD') return unfound;
	const { url } = event;
	const asked = { path: url.pathname.slice(0, 2_000), query: url.search.slice(1, 2_000) };
	const found = (await followRedirect(event.locals.ctx, asked)) ?? (await followFormer(event, asked));
	if (!found) return unfound;
	if (found.target === null) return unfound && new Response(unfound.body, { status: 410, headers: unfound.headers });
	const came = found.target.startsWith('/') ? trackingQuery(event.locals.front.url.search.slice(1)) : '';
	const [address = '', anchor] = found.target.split('#', 2) as [string, string?];
	const location = `${address}${came ? `${address.includes('?') ? '&' : '?'}${came}` : ''}${anchor ? `#${anchor}` : ''}`;
	return new Response(null, { status: found.status, headers: { location, 'cache-control': 'no-cache' } });
}

/** Old addresses of whole forums are read, not kept one by one. */
async function followFormer(event: RequestEvent, asked: { path: string; query: string }) {
	const target = await findFormer(event.locals.ctx, asked);
	return target === null ? null : { target, status: 301 };
}
