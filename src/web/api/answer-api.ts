import { z } from 'zod';
import type { Actor } from '#platform/actor.ts';
import { checkInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { matchLocale } from '#platform/language/locale.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { badDay } from '#platform/bad-day.ts';
import { findActorByToken } from '#membership/server/index.ts';
import { statusOf, type Endpoint } from '#web/api/endpoint.ts';
import { endpoints } from '#web/api/endpoints.ts';
import { findEndpoint } from '#web/api/find-endpoint.ts';
import { openApi } from '#web/api/openapi.ts';
import { problemDocument } from '#web/api/problem-document.ts';
import { readSent } from '#web/api/read-sent.ts';
import { digestOf, findAnswered, readKey, runCall } from '#web/api/run-call.ts';
import { rateLimit } from '#web/rate-limit.ts';

/** Where the API begins. */
export const apiBase = '/api/v1';
/** Calls at once, and then per minute, for one member's tokens together. */
const burst = 120;
const perMinute = 600;
const calls = rateLimit(burst, perMinute);

type Member = Extract<Actor, { kind: 'member' }>;

/**
 * Answers one call of the API: what, who, then the same commands and queries that the pages use. `ctx` is a visitor's;
 * `id` names the call in the log and in a refusal. Never throws: a refusal is a problem document in the caller's
 * language, a bug is logged and answered with 500.
 */
export async function answerApi(ctx: Ctx, request: Request, id: string): Promise<Response> {
	const limits: Record<string, string> = {};
	let answer: Response;
	try {
		answer = await answerCall(ctx, request, limits);
	} catch (thrown) {
		const error = badDay(thrown);
		if (!(error instanceof Problem))
			ctx.log.error('api failed', { error, method: request.method, path: new URL(request.url).pathname });
		const problem = error instanceof Problem ? error : new Problem('bug', 500);
		answer = problemDocument(problem, matchLocale(request.headers.get('accept-language')) ?? ctx.locale, id);
	}
	for (const [name, value] of Object.entries(limits)) answer.headers.set(name, value);
	return request.method === 'HEAD' ? new Response(null, answer) : answer;
}

async function answerCall(ctx: Ctx, request: Request, limits: Record<string, string>): Promise<Response> {
	const url = new URL(request.url);
	if (!url.pathname.startsWith(`${apiBase}/`)) throw notFound('resource');
	const path = url.pathname.slice(apiBase.length);
	if (path === '/openapi.json') return describe(ctx, request);
	const { found, params } = findEndpoint(endpoints, request.method, path);
	const actor = await findCaller(ctx, request);
	takeCall(ctx, actor, limits);
	if (actor.scopes && !actor.scopes.includes('*') && !actor.scopes.includes(found.scope)) {
		throw new Problem('token.scope-missing', 403, { scope: found.scope });
	}
	// The endpoint's own scope was checked; what it calls checks the person's role, not the token's words again.
	const inside: Ctx = { ...ctx, actor: { ...actor, scopes: ['*'] } };
	const query = checkInput(found.query ?? z.object({}), Object.fromEntries(url.searchParams));
	if (found.method === 'GET')
		return withEtag(
			json(await found.run(inside, { params, query, body: undefined, taken: undefined }), statusOf(found)),
			request,
		);
	const key = found.method === 'POST' ? readKey(request) : null;
	const sent = await readSent(inside, request, found);
	try {
		const body = found.body ? checkInput(found.body, sent.body) : undefined;
		const fingerprint = fingerprintOf(found, params, actor, sent.text);
		const once = key === null ? null : { caller: `member ${actor.member}`, key, fingerprint };
		// A file is work: whether it was done already is asked before.
		const earlier = once && sent.file ? await findAnswered(inside, once) : null;
		const taken = !earlier && sent.file ? await found.file?.take(inside, sent.file) : undefined;
		const run = (context: Ctx) => found.run(context, { params, query, body, taken });
		const outcome = earlier ?? (await runCall(inside, { run, status: statusOf(found), once }));
		const answer = json(outcome.body, outcome.status);
		if (outcome.repeated) answer.headers.set('idempotency-replayed', 'true');
		return answer;
	} finally {
		await sent.file?.discard();
	}
}

/** Who calls. Throws Problem `token.missing`, `token.expired` and `token.invalid` (401): unknown, revoked, of somebody suspended. */
async function findCaller(ctx: Ctx, request: Request): Promise<Member> {
	const [scheme = '', bearer = '', ...more] = (request.headers.get('authorization') ?? '').split(' ').filter(Boolean);
	if (scheme.toLowerCase() !== 'bearer' || !bearer) throw new Problem('token.missing', 401);
	const actor = more.length ? null : await findActorByToken(ctx, bearer);
	if (actor?.kind !== 'member') throw new Problem('token.invalid', 401);
	return actor;
}

/** Takes one call from what is left, and says how much that is (RateLimit header fields of the HTTPAPI working group). */
function takeCall(ctx: Ctx, actor: Member, limits: Record<string, string>): void {
	limits['ratelimit-policy'] = `"default";q=${burst};w=${(burst / perMinute) * 60}`;
	try {
		const left = calls.take(`${ctx.site.name} ${actor.member}`, Date.now());
		limits['ratelimit'] = `"default";r=${left.remaining};t=${left.reset}`;
	} catch (error) {
		if (error instanceof Problem) limits['ratelimit'] = `"default";r=0;t=${String(error.details['seconds'])}`;
		throw error;
	}
}

/** The same key means the same call only with the same rights: a weaker token is not given a stronger one's answer. */
const fingerprintOf = (found: Endpoint, params: Record<string, number>, actor: Member, text: string): string =>
	[found.path, JSON.stringify(params), actor.role, digestOf(text)].join(' ');

function describe(ctx: Ctx, request: Request): Promise<Response> {
	if (request.method !== 'GET' && request.method !== 'HEAD')
		throw new Problem('status.405', 405, { allow: ['GET', 'HEAD'] });
	return withEtag(json(openApi(endpoints, ctx.site.url + apiBase), 200), request);
}

const json = (value: unknown, status: number): Response =>
	new Response(status === 204 ? null : JSON.stringify(value), {
		status,
		headers: { 'content-type': 'application/json', 'cache-control': 'private, no-cache', vary: 'Authorization' },
	});

async function withEtag(answer: Response, request: Request): Promise<Response> {
	const text = await answer.text();
	const etag = `"${digestOf(text).slice(0, 24)}"`;
	const known = (request.headers.get('if-none-match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
	const same = known.includes(etag) || known.includes('*');
	const headers = new Headers(answer.headers);
	headers.set('etag', etag);
	return new Response(same ? null : text, { status: same ? 304 : answer.status, headers });
}
