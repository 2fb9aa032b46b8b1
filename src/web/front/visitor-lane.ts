import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OpenSite } from '#platform/installation/open-site.ts';
import { cleanQuery } from '#web/front/clean-query.ts';
import type { Caller } from '#web/front/client-address.ts';
import { hostName } from '#web/front/host-name.ts';
import type { PageCache } from '#web/front/page-cache.ts';
import { pageKey } from '#web/front/page-key.ts';
import { readyAnswers } from '#web/front/ready-answer.ts';
import type { Hit } from '#web/front/request.ts';

interface Lane {
	/** The open site that answers to this host name. */
	siteOf(host: string): OpenSite | undefined;
	caller(request: IncomingMessage): Caller;
	cache: PageCache;
	hit(site: OpenSite, hit: Hit): void;
}

/** Cookies that make a request more than a visitor's; what a tracked link left behind does not. */
const personalCookie = /(?:^|; )(?:(?:__Host-)?session|lang)=/;

/**
 * Most requests, but for copies to keep on a device, are visitors who read what is kept: they are answered at once, without a promise or a copy. The returned
 * function says whether it answered.
 */
export const visitorLane =
	({ siteOf, caller, cache, hit }: Lane) =>
	(request: IncomingMessage, response: ServerResponse): boolean => {
		const { method, headers } = request;
		if (method !== 'GET' || (headers.cookie && personalCookie.test(headers.cookie))) return false;
		const host = (headers.host ?? '').toLowerCase();
		const site = siteOf(hostName(host));
		if (!site) return false;
		const target = request.url ?? '/';
		const { address, secure } = caller(request);
		const page = cache.get(pageKey(site, host, secure, '', headers['user-agent'], cleanQuery(target)));
		if (page?.status !== 200) return false;
		const mark = target.indexOf('?');
		hit(site, {
			path: mark === -1 ? target : target.slice(0, mark),
			query: mark === -1 ? '' : target.slice(mark + 1),
			reads: page.note.reads ?? '',
			address,
			userAgent: headers['user-agent'] ?? '',
			headers,
			member: null,
		});
		const ready = readyAnswers(page, secure);
		const accepted = headers['accept-encoding'];
		if (headers['if-none-match'] === page.etag) response.writeHead(304, ready.unchanged).end();
		else if (accepted?.includes('br')) response.writeHead(200, ready.br).end(page.finished.br);
		else if (accepted?.includes('gzip')) response.writeHead(200, ready.gzip).end(page.finished.gzip);
		else response.writeHead(200, ready.identity).end(page.finished.identity);
		return true;
	};
