import type { RequestEvent } from '@sveltejs/kit';
import { listAddresses } from '#seo/server/index.ts';
import { sitemap } from '#seo/sitemap.ts';
import { sharedPage } from '#web/shared-page.ts';

export async function GET(event: RequestEvent) {
	const ctx = sharedPage(event);
	const body = sitemap(ctx.site.url, await listAddresses(ctx));
	return new Response(body, { headers: { 'content-type': 'text/xml; charset=utf-8' } });
}
