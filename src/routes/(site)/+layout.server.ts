import type { ServerLoadEvent } from '@sveltejs/kit';
import { redirect } from '@sveltejs/kit';
import { readFrame } from '#site/server/index.ts';
import { isInApp } from '#web/front/in-app.ts';

/** The public site. Before the first run is finished there is nothing to show but the way to it. */
export async function load({ locals, request, url }: ServerLoadEvent) {
	if (!locals.brand.ready && url.pathname !== '/') redirect(303, '/');
	const { about, ...frame } = await readFrame(locals.ctx, {});
	locals.frameAbout = about;
	return { inApp: isInApp(request.headers.get('user-agent') ?? ''), path: url.pathname, frame };
}
