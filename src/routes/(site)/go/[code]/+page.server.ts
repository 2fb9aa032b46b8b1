import { redirect, type RequestEvent } from '@sveltejs/kit';
import { viaCookie, viaValue } from '#insight/via.ts';
import { followLink } from '#web/follow-link.ts';

export const csr = false;

/** A tracked link: counted, remembered until the browser is closed, and led on. */
export async function load(event: RequestEvent) {
	event.setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
	const link = await followLink(event);
	// What hangs on a wall cannot be taken back by whoever scans it: it is answered with a page, not with an error.
	if (link.resting) return;
	event.cookies.set(viaCookie, viaValue(link.code, event.locals.ctx.now), {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: event.url.protocol === 'https:',
	});
	redirect(302, link.target);
}
