import { randomUUID } from 'node:crypto';
import http, { type ServerResponse } from 'node:http';
import type { Installation } from '#platform/installation/installation.ts';
import type { OpenSite } from '#platform/installation/open-site.ts';
import { dressOf } from '#embed/dress.ts';
import { proofPath } from '#platform/installation/site-domains.ts';
import { matchLocale, type Locale } from '#platform/language/locale.ts';
import { callerOf } from '#web/front/client-address.ts';
import { answerNews } from '#web/front/answer-news.ts';
import { composeAnswer } from '#web/front/compose-answer.ts';
import { finishPage } from '#web/front/compose-page.ts';
import { cookie } from '#web/front/cookie.ts';
import { createPageCache, type CachedPage, type PageCache, type PageNote } from '#web/front/page-cache.ts';
import type { FrontParts } from '#web/front/front-parts.ts';
import { createLive, type Live } from '#web/front/live.ts';
import { comesBack, comesIn, createDoor } from '#web/front/door.ts';
import { hostName } from '#web/front/host-name.ts';
import { leadOn } from '#web/front/lead-on.ts';
import { asNobody, asVisitor, isOfflineCopy } from '#web/front/offline-copy.ts';
import { cleanQuery } from '#web/front/clean-query.ts';
import { answerOperations } from '#web/front/operations.ts';
import { pageKey } from '#web/front/page-key.ts';
import { assetHeaders, securityHeaders } from '#web/front/security-headers.ts';
import { refusalLog } from '#web/front/refusal-log.ts';
import type { HomecourtMessage, MemberActor } from '#web/front/request.ts';
import { visitorLane } from '#web/front/visitor-lane.ts';

export interface Front {
	server: http.Server;
	cache: PageCache;
	live: Live;
	talks: Live;
}

const cacheBytes = 32 * 1024 * 1024;

/** The web server: page cache and personal parts in front, the framework behind. */
export function createFront(installation: Installation, parts: FrontParts): Front {
	const { settings, log } = installation.product;
	const caller = callerOf(settings);
	const cache = createPageCache(cacheBytes);
	const watched = new WeakSet<OpenSite>();
	const live = createLive({
		news: parts.news,
		hearing: parts.hearing,
		failed: (error) => log.warn('news not read', { error }),
	});
	const counts = { requests: 0, refused: 0 };
	const doorFor = createDoor(refusalLog(log));
	const talks = createLive({
		...parts.talk,
		thing: 'talk',
		failed: (error) => log.warn('news of a talk not read', { error }),
	});
	const answerVisitor = visitorLane({
		siteOf: (host) => {
			const site = installation.knownSite(host);
			return site && watched.has(site) ? site : undefined;
		},
		caller,
		cache,
		hit: parts.hit,
	});

	async function answer(request: HomecourtMessage, response: ServerResponse): Promise<void> {
		const target = request.url ?? '/';
		const bare = target.split('?', 1)[0] ?? '/';
		if (answerOperations(request, response, bare, installation, cache, counts)) return;
		const host = (request.headers.host ?? '').toLowerCase();
		// Also for hosts that no site has yet: that is how one is seen to lead here.
		if (bare === proofPath) return sayProof(response, installation.proofOf(hostName(host)));
		const site = await installation.siteByHost(hostName(host));
		if (!site) return refuse(response, 404, 'no site answers here / 這個網址沒有網站');
		if (!watched.has(site)) {
			watched.add(site);
			site.onChange((things) => {
				cache.drop(things && things.map((thing) => `${site.handle.name}/${thing}`));
				live.hear(site, things);
				talks.hear(site, things);
			});
		}
		// A path that says the same thing in two ways would be two pages: it is refused, never guessed at.
		if (bare.includes('//') || bare.includes('\\') || bare.includes('%00') || bare.length > 2000)
			return refuse(response, 404, 'not found');
		const { address, secure } = caller(request);
		const elsewhere = leadOn(request.method, host, target, secure, site.hosts);
		if (elsewhere) return moveOn(response, elsewhere);
		const listening = request.method === 'GET' ? livePattern.exec(bare) : null;
		if (listening)
			return answerNews(
				parts,
				listening[1] ? live : talks,
				request,
				response,
				site,
				Number(listening[1] ?? listening[2]),
				{
					address,
					secure,
				},
			);
		request.headers['x-homecourt-proto'] = secure ? 'https' : 'http';
		request.headers['x-homecourt-host'] = host;
		// The framework takes a body of no named type for a form and refuses it in its own words; a program gets ours.
		if (forPrograms.test(bare)) request.headers['content-type'] ??= 'application/octet-stream';
		const id = randomUUID();
		if (bare.startsWith('/_app/immutable/')) assetHeaders(response, secure);
		else {
			const framed = dressOf(bare) !== null;
			// A page inside another page acts for nobody and knows nobody, also where the browser sends a neighbour's cookies along.
			if (framed) asVisitor(request);
			securityHeaders(response, secure, framed);
			response.setHeader('x-request-id', id);
		}
		const url = new URL(target, `${secure ? 'https' : 'http'}://${host}`);
		if (bare.startsWith('/api/')) knownByTokenAlone(request, url.origin);
		const own = (...asked: [MemberActor, PageNote, Locale]) => parts.partsOf(site, ...asked);
		request.homecourt = { id, site, address, url, parts: own };

		const reading = (request.method === 'GET' || request.method === 'HEAD') && !unshared.test(bare);
		// The framework takes a form from elsewhere for an attack on somebody's session; these doors are for other sites' forms.
		if (request.method === 'POST' && forForms.test(bare)) request.headers['content-type'] = 'application/octet-stream';
		if (request.method === 'POST' && bare.startsWith('/newsletter/out/')) oneClick(request);
		if (request.method === 'POST' ? comesIn.test(target) : comesBack.test(bare))
			request.homecourt.door = doorFor(response, { address, site: site.handle.name });
		if (!reading) return pass(request, response);
		request.url = cleanQuery(target);
		const locale = matchLocale(cookie(request.headers.cookie, 'lang')) ?? '';
		const key = pageKey(site, host, secure, locale, request.headers['user-agent'], request.url);
		const kept = cache.get(key);
		if (kept) return send(request, response, site, kept, locale);
		const pending = cache.pending(key);
		if (pending) {
			const page = await pending.done;
			return page ? send(request, response, site, page, locale) : pass(request, response);
		}
		const fill = cache.begin(key);
		request.homecourt.keep = async (html, status, headers, about, note) => {
			const things = [...about, 'site'].map((thing) => `${site.handle.name}/${thing}`);
			const page = await finishPage(html, status, headers, things, note);
			cache.finish(fill, status === 200 ? page : null);
			return composeAnswer(parts, request, site, page, locale);
		};
		// A page that was not handed over is not shared; whoever waited for it asks the framework himself.
		response.once('close', () => cache.finish(fill, null));
		pass(request, response);
	}

	async function send(
		request: HomecourtMessage,
		response: ServerResponse,
		site: OpenSite,
		page: CachedPage,
		locale: string,
	): Promise<void> {
		const { status, headers, body } = await composeAnswer(parts, request, site, page, locale);
		response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
	}

	const pass = (request: HomecourtMessage, response: ServerResponse): void => {
		parts.handler(request, response, () => refuse(response, 404, 'not found'));
	};

	/**
	 * A program uploads a picture as a form, and comes from nowhere: since no cookie means anything to the API, a form from
	 * elsewhere does nothing there in anybody's name, and the framework need not take it for an attack.
	 */
	function knownByTokenAlone(request: HomecourtMessage, origin: string): void {
		delete request.headers.cookie;
		request.headers.origin = origin;
	}

	/**
	 * A mail program ends a subscription by a POST from nowhere (RFC 8058): it goes to the endpoint, and the framework does
	 * not take it for an attack. The button of our own page stays a form of our own page.
	 */
	function oneClick(request: HomecourtMessage): void {
		if (request.headers.origin === request.homecourt?.url.origin) return;
		request.headers['content-type'] = 'application/octet-stream';
		request.headers.accept = '*/*';
	}

	function sayProof(response: ServerResponse, proof: string): void {
		response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end(proof);
	}

	/** Kept by browsers for minutes only: the main host may be another one tomorrow, and two of them must never point at each other. */
	function moveOn(response: ServerResponse, location: string): void {
		response.writeHead(301, { location, 'cache-control': 'max-age=300' }).end();
	}

	function refuse(response: ServerResponse, status: number, text: string): void {
		counts.refused++;
		if (response.headersSent) return void response.end();
		response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
	}

	const server = http.createServer(
		{ requestTimeout: 120_000, headersTimeout: 20_000, keepAliveTimeout: 75_000 },
		(request, response) => {
			counts.requests++;
			if (isOfflineCopy(request)) asNobody(request);
			else if (answerVisitor(request, response)) return;
			answer(request, response).catch((error: unknown) => {
				const id = (request as HomecourtMessage).homecourt?.id ?? randomUUID();
				log.error('request failed', { error, request: id, path: request.url?.split('?', 1)[0] });
				if (!response.headersSent) response.setHeader('x-request-id', id);
				refuse(response, 500, `something broke; nothing was lost / 出了點問題，資料沒有遺失\n${id}`);
			});
		},
	);
	server.on('clientError', (_error, socket) => {
		if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
	});
	return { server, cache, live, talks };
}

/**
 * Where other places post forms to: mentions; a provider that answers by a form (Apple), of which only an address is taken; a
 * shop that changes a code for tokens; Amazon SNS, which calls its JSON plain text. None of them acts for the holder of a
 * session.
 */
const forForms = /^\/(?:webmention|login\/with\/[a-z0-9-]+\/return|oidc\/[a-z]+|webhooks\/mail\/ses)$/;

/** Where open pages of a thread listen. */
const livePattern = /^(?:\/community\/thread\/(\d{1,15})|\/messages\/(\d{1,15}))\/live$/;

/** Paths that programs call. */
const forPrograms = /^\/(?:api|webhooks)\//;

/** Paths whose answers are never shared pages; they go straight to the framework with their query as it came. */
const unshared =
	/^\/(?:api\/|ap\/|console|setup|account|login|join|webhooks\/|oidc\/|go\/|r\/|_app\/|media\/|files\/|practice)/;
