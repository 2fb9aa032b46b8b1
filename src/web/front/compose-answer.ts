import type { OpenSite } from '#platform/installation/open-site.ts';
import { layIn } from '#web/front/compose-page.ts';
import { cookie } from '#web/front/cookie.ts';
import { sessionName, type FrontParts } from '#web/front/front-parts.ts';
import { isOfflineCopy } from '#web/front/offline-copy.ts';
import type { CachedPage } from '#web/front/page-cache.ts';
import type { Composed, HomecourtMessage } from '#web/front/request.ts';

const empty = Buffer.alloc(0);

/** The answer for this request: the finished page for a visitor; with a session, the personal parts laid in. */
export async function composeAnswer(
	parts: FrontParts,
	request: HomecourtMessage,
	site: OpenSite,
	page: CachedPage,
	locale: string,
): Promise<Composed> {
	const cookies = request.headers.cookie;
	const name = sessionName(parts, request.homecourt?.url.protocol === 'https:');
	const session = cookies ? cookie(cookies, name) : null;
	const personal = session && page.segments.length > 1 ? await parts.personal(site, session, page, locale) : null;
	const front = request.homecourt;
	if (front && request.method === 'GET' && page.status === 200 && !isOfflineCopy(request)) {
		parts.hit(site, {
			path: front.url.pathname,
			query: front.url.search.slice(1),
			reads: page.note.reads ?? '',
			address: front.address,
			userAgent: request.headers['user-agent'] ?? '',
			headers: request.headers,
			member: personal?.member ?? null,
		});
	}
	const accepted = String(request.headers['accept-encoding'] ?? '');
	const headers: Record<string, string> = { ...page.headers, vary: 'Cookie, Accept-Encoding' };
	if (personal) {
		const gzip = accepted.includes('gzip');
		const body = layIn(page, personal.parts, gzip);
		if (gzip) headers['content-encoding'] = 'gzip';
		headers['cache-control'] = 'private, no-store';
		headers['content-length'] = String(body.length);
		return { status: page.status, headers, body };
	}
	headers['etag'] = page.etag;
	headers['cache-control'] = session ? 'private, no-cache' : 'public, max-age=0, must-revalidate';
	if (request.headers['if-none-match'] === page.etag) return { status: 304, headers, body: empty };
	let body = page.finished.identity;
	if (accepted.includes('br')) {
		body = page.finished.br;
		headers['content-encoding'] = 'br';
	} else if (accepted.includes('gzip')) {
		body = page.finished.gzip;
		headers['content-encoding'] = 'gzip';
	}
	headers['content-length'] = String(body.length);
	return { status: page.status, headers, body };
}
