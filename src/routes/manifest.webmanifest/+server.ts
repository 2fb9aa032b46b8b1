import type { RequestEvent } from '@sveltejs/kit';
import { manifest } from '#site/manifest.ts';

/** What a phone needs to know to put the site on its home screen. Its address changes with the brand. */
export function GET({ locals }: RequestEvent) {
	return new Response(JSON.stringify(manifest(locals.brand)), {
		headers: { 'content-type': 'application/manifest+json', 'cache-control': 'public, max-age=86400' },
	});
}
