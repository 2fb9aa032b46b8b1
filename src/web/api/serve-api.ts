import { createHash } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { checkInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { findActorByToken } from '#membership/server/index.ts';
import { endpoints } from '#web/api/endpoints.ts';
import type { Endpoint } from '#web/api/endpoint.ts';
import { openApi } from '#web/api/openapi.ts';
import { problemDocument } from '#web/api/problem-document.ts';
import { rateLimit } from '#web/rate-limit.ts';

/** Largest body of a call, in bytes. */
const largestBody = 2 * 1024 * 1024;
const calls = rateLimit(120, 600);

/** Answers one call of the API: who, what, then the same commands and queries that the pages use. */
export async function serveApi(event: RequestEvent): Promise<Response> {
	const { locals, request, url } = event;
	try {
		const path = url.pathname.slice('/api/v1'.length) || '/';
		if (request.method === 'GET' && path === '/openapi.json') return json(openApi(endpoints, locals.ctx.site.url), 200);
		const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
		if (!bearer) throw new Problem('token.missing', 401);
		const actor = await findActorByToken(locals.ctx, bearer);
		if (!actor) throw new Problem('token.invalid', 401);
		const caller = `${locals.ctx.site.name}:${actor.kind === 'member' ? actor.member : 'system'}`;
		const left = calls.take(caller, Date.now());
		const ctx: Ctx = { ...locals.ctx, actor };
		const { found, params } = findEndpoint(request.method, path);
		const answer = await answerCall(ctx, caller, found, params, request, url);
		answer.headers.set('ratelimit', `"default";r=${left.remaining};t=${left.reset}`);
		return answer;
	} catch (error) {
		if (error instanceof Problem) return problemDocument(error, locals.locale, locals.front.id);
		locals.ctx.log.error('api failed', { error, path: url.pathname });
		return problemDocument(new Problem('bug', 500), locals.locale, locals.front.id);
	}
}

async function answerCall(ctx: Ctx, caller: string, found: Endpoint, params: Record<string, string>, request: Request, url: URL): Promise<Response> {
	if (ctx.actor.kind === 'member' && ctx.actor.scopes && !ctx.actor.scopes.includes('*') && !ctx.actor.scopes.includes(found.scope)) {
		throw new Problem('token.scope-missing', 403, { scope: found.scope });
	}
	// The endpoint's own scope was checked; the commands below check the person's role, not the token's words again.
	const inside: Ctx = ctx.actor.kind === 'member' ? { ...ctx, actor: { ...ctx.actor, scopes: ['*'] } } : ctx;
	const query = checkInput(found.query ?? z.object({}), Object.fromEntries(url.searchParams));
	const raw = found.method === 'GET' ? '' : await readBody(request);
	const body = found.body ? checkInput(found.body, parseJson(raw)) : undefined;
	const status = found.status ?? (found.method === 'POST' ? 201 : 200);
	const run = (context: Ctx) => found.run(context, { params, query, body });
	const key = request.headers.get('idempotency-key');
	if (found.method !== 'POST' || key === null) {
		const answer = json(await run(inside), status);
		return found.method === 'GET' ? withEtag(answer, request) : answer;
	}
	if (key.length < 1 || key.length > 200) throw new Problem('call.key-invalid', 422);
	return once(inside, caller, key, `${found.path} ${digestOf(raw)} ${JSON.stringify(params)}`, status, run);
}

const Once = z.object({ run: z.custom<(ctx: Ctx) => Promise<unknown>>(), caller: z.string(), key: z.string(), fingerprint: z.string(), status: z.number() });

/** Runs a call once per key: the answer is stored by the same commit as the change, and given again to a repetition. */
const runOnce = command(Once, async (ctx, { run, caller, key, fingerprint, status }) => {
	const taken = await ctx.db
		.insertInto('platform.answered_call')
		.values({ caller, key, fingerprint, called: ctx.now })
		.onConflict((conflict) => conflict.columns(['caller', 'key']).doNothing())
		.executeTakeFirst();
	if (!taken.numInsertedOrUpdatedRows) {
		const earlier = await ctx.db.selectFrom('platform.answered_call').selectAll().where('caller', '=', caller).where('key', '=', key).executeTakeFirstOrThrow();
		if (earlier.fingerprint !== fingerprint) throw new Problem('call.key-reused', 422);
		return { body: earlier.body, status: earlier.status ?? status, repeated: true };
	}
	const body = JSON.parse(JSON.stringify((await run(ctx)) ?? null)) as unknown;
	await ctx.db.updateTable('platform.answered_call').set({ status, body }).where('caller', '=', caller).where('key', '=', key).execute();
	return { body, status, repeated: false };
});

async function once(ctx: Ctx, caller: string, key: string, fingerprint: string, status: number, run: (ctx: Ctx) => Promise<unknown>): Promise<Response> {
	const outcome = await runOnce(ctx, { run, caller, key, fingerprint, status });
	const answer = json(outcome.body, outcome.status);
	if (outcome.repeated) answer.headers.set('idempotency-replayed', 'true');
	return answer;
}

function findEndpoint(method: string, path: string): { found: Endpoint; params: Record<string, string> } {
	const parts = path.split('/');
	let otherMethod = false;
	for (const candidate of endpoints) {
		const pattern = candidate.path.split('/');
		if (pattern.length !== parts.length) continue;
		const params: Record<string, string> = {};
		const fits = pattern.every((piece, index) => {
			const part = decode(parts[index] ?? '');
			if (!piece.startsWith('{')) return piece === part;
			params[piece.slice(1, -1)] = part;
			return part !== '';
		});
		if (!fits) continue;
		if (candidate.method === method) return { found: candidate, params };
		otherMethod = true;
	}
	throw otherMethod ? new Problem('status.405', 405) : notFound('resource');
}

function decode(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		throw notFound('resource');
	}
}

async function readBody(request: Request): Promise<string> {
	const length = Number(request.headers.get('content-length') ?? 0);
	if (length > largestBody) throw new Problem('status.413', 413);
	const bytes = Buffer.from(await request.arrayBuffer());
	if (bytes.length > largestBody) throw new Problem('status.413', 413);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new Problem('call.not-utf8', 400);
	}
}

/** JSON, with the names that would reach into objects themselves refused. Throws Problem `call.not-json` (400). */
function parseJson(raw: string): unknown {
	try {
		return JSON.parse(raw, (name, value: unknown) => {
			if (name === '__proto__' || name === 'constructor' || name === 'prototype') throw new Error('forbidden name');
			return value;
		});
	} catch {
		throw new Problem('call.not-json', 400);
	}
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const json = (value: unknown, status: number): Response =>
	new Response(status === 204 ? null : JSON.stringify(value), { status, headers: { 'content-type': 'application/json', 'cache-control': 'private, no-cache' } });

async function withEtag(answer: Response, request: Request): Promise<Response> {
	const text = await answer.text();
	const etag = `"${digestOf(text).slice(0, 24)}"`;
	const headers = new Headers(answer.headers);
	headers.set('etag', etag);
	const same = request.headers.get('if-none-match') === etag;
	return new Response(same ? null : text, { status: same ? 304 : answer.status, headers });
}
