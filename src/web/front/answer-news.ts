import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OpenSite } from '#platform/installation/open-site.ts';
import type { Caller } from '#web/front/client-address.ts';
import { cookie } from '#web/front/cookie.ts';
import { sessionName, type FrontParts } from '#web/front/front-parts.ts';
import type { Live } from '#web/front/live.ts';
import { securityHeaders } from '#web/front/security-headers.ts';

/** Tells of a thread or a talk for as long as somebody listens; `?once` asks how it stands and goes. */
export async function answerNews(
	parts: FrontParts,
	told: Live,
	request: IncomingMessage,
	response: ServerResponse,
	site: OpenSite,
	thread: number,
	{ address, secure }: Caller,
): Promise<void> {
	const session = request.headers.cookie ? cookie(request.headers.cookie, sessionName(parts, secure)) : null;
	const hearer = session ? await parts.hearer(site, session) : { member: null, deaf: null };
	if (request.url?.endsWith('?once')) {
		const news = await told.once(site, thread, hearer);
		if (!news) return void response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('not found\n');
		securityHeaders(response, secure);
		response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
		return void response.end(JSON.stringify(news));
	}
	await told.listen(site, thread, { address, ...hearer }, response);
}
