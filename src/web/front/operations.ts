import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Installation } from '#platform/installation/installation.ts';
import { sameSecret } from '#platform/token.ts';
import type { PageCache } from '#web/front/page-cache.ts';

/** Answers /healthz, /readyz and /metrics, which belong to the installation and not to a site. */
export function answerOperations(
	request: IncomingMessage,
	response: ServerResponse,
	path: string,
	installation: Installation,
	cache: PageCache,
	counts: { requests: number; refused: number },
): boolean {
	if (path === '/healthz') {
		response.writeHead(200, { 'content-type': 'text/plain' }).end('ok\n');
		return true;
	}
	if (path === '/readyz') {
		installation.listSites().then(
			() => response.writeHead(200, { 'content-type': 'text/plain' }).end('ready\n'),
			() => response.writeHead(503, { 'content-type': 'text/plain' }).end('database does not answer\n'),
		);
		return true;
	}
	if (path !== '/metrics') return false;
	const token = installation.product.settings.metricsToken;
	const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
	const loopback =
		['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '') &&
		!request.headers['x-forwarded-for'];
	if (!(token && bearer ? sameSecret(token, bearer) : loopback)) {
		response.writeHead(403, { 'content-type': 'text/plain' }).end('forbidden\n');
		return true;
	}
	const memory = process.memoryUsage();
	const { pages, bytes, hits, fills, drops } = cache.stats();
	const lines = [
		['homecourt_requests_total', counts.requests],
		['homecourt_requests_refused_total', counts.refused],
		['homecourt_page_cache_pages', pages],
		['homecourt_page_cache_bytes', bytes],
		['homecourt_page_cache_hits_total', hits],
		['homecourt_page_cache_fills_total', fills],
		['homecourt_page_cache_drops_total', drops],
		['process_resident_memory_bytes', memory.rss],
		['process_uptime_seconds', Math.round(process.uptime())],
	];
	response
		.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' })
		.end(`${lines.map(([name, value]) => `${name} ${value}`).join('\n')}\n`);
	return true;
}
