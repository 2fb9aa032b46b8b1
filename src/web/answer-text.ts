import type { RequestEvent } from '@sveltejs/kit';
import { etagOf } from '#web/front/page-cache.ts';

/** A text that is made at each request because time alone changes it; whoever has it already is told so. */
export function answerText({ request }: RequestEvent, type: string, text: string): Response {
	const etag = etagOf(Buffer.from(text));
	const headers = { 'content-type': type, etag, 'cache-control': 'public, max-age=0, must-revalidate' };
	const known = request.headers.get('if-none-match')?.replace(/^W\//, '');
	return known === etag ? new Response(null, { status: 304, headers }) : new Response(text, { headers });
}
