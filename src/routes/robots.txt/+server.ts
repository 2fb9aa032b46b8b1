import type { RequestEvent } from '@sveltejs/kit';
import { robotsText } from '#seo/robots.ts';
import { sharedPage } from '#web/shared-page.ts';

export function GET(event: RequestEvent) {
	const { site } = sharedPage(event);
	return new Response(robotsText(site.url), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
