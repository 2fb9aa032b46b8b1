import type { RequestEvent } from '@sveltejs/kit';
import { sharedPage } from '#web/shared-page.ts';

/** Everything public may be read and indexed; the rooms where people work or sign in may not. */
export function GET(event: RequestEvent) {
	const { site } = sharedPage(event);
	const closed = ['/console', '/setup', '/account', '/login', '/join', '/api/', '/go/', '/practice'];
	const text = [
		'User-agent: *',
		...closed.map((path) => `Disallow: ${path}`),
		`Sitemap: ${site.url}/sitemap.xml`,
		'',
	].join('\n');
	return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
