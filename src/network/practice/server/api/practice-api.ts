import { system } from '#platform/actor.ts';
import { checkInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { digest, sameSecret } from '#platform/token.ts';
import { setupSecret } from '#network/practice/setup-secret.ts';
import { answer, readJson, refusal } from '#network/practice/server/api/answer.ts';
import {
	createComment,
	createPost,
	deletePost,
	editPost,
	listComments,
	listPosts,
	showPage,
	showPostNumbers,
	type Call,
} from '#network/practice/server/api/calls.ts';
import { openPage, OpenPage } from '#network/practice/server/commands/open-page.ts';
import { holdBack, setFault, SetFault, takeFault } from '#network/practice/server/fault.ts';

type Handler = (call: Call) => Promise<Response>;

/** Method and path, with `:id` for a number, to what answers it. */
const routes: readonly [method: string, pattern: RegExp, handler: Handler][] = [
	['GET', /^\/v1\/page$/, showPage],
	['GET', /^\/v1\/posts$/, listPosts],
	['POST', /^\/v1\/posts$/, createPost],
	['GET', /^\/v1\/posts\/(\d{1,15})$/, showPostNumbers],
	['PUT', /^\/v1\/posts\/(\d{1,15})$/, editPost],
	['DELETE', /^\/v1\/posts\/(\d{1,15})$/, deletePost],
	['GET', /^\/v1\/posts\/(\d{1,15})\/comments$/, listComments],
	['POST', /^\/v1\/posts\/(\d{1,15})\/comments$/, createComment],
];

/**
 * The practice network's own HTTP API, whatever carries it: a route of the site, a small server in a test. `base` is the
 * path under which it is mounted.
 */
export async function practiceApi(ctx: Ctx, request: Request, base = '/practice/api'): Promise<Response> {
	try {
		return await serve({ ...ctx, actor: system }, request, base);
	} catch (error) {
		if (error instanceof Problem) return refusal(error);
		ctx.log.error('practice network failed', { error });
		return answer(500, { error: { code: 'practice.broken' } });
	}
}

async function serve(ctx: Ctx, request: Request, base: string): Promise<Response> {
	const url = new URL(request.url);
	const path = url.pathname.startsWith(base) ? url.pathname.slice(base.length) : url.pathname;
	const secret = /^Bearer (\S{1,200})$/.exec(request.headers.get('authorization') ?? '')?.[1];
	if (!secret) throw new Problem('practice.token-missing', 401);
	if (path === '/v1/pages') return open(ctx, request, secret);
	const page = await ctx.db
		.selectFrom('practice.page')
		.select(['id', 'name'])
		.where('token', '=', digest(secret))
		.executeTakeFirst();
	if (!page) throw new Problem('practice.token-unknown', 401);
	if (path === '/v1/faults' && request.method === 'POST') {
		await setFault(ctx, { ...checkInput(SetFault, await readJson(request)), page: page.id });
		return answer(200, {});
	}
	const fitting = routes.filter(([, pattern]) => pattern.test(path));
	if (!fitting.length) throw notFound('practice');
	const route = fitting.find(([method]) => method === request.method);
	if (!route) throw new Problem('practice.method-wrong', 405);
	const call: Call = { ctx, request, url, page, id: Number(route[1].exec(path)?.[1] ?? 0) };
	return withFaults(call, route[2]);
}

async function open(ctx: Ctx, request: Request, secret: string): Promise<Response> {
	if (request.method !== 'POST') throw new Problem('practice.method-wrong', 405);
	if (!sameSecret(secret, setupSecret(ctx))) throw new Problem('practice.token-unknown', 401);
	const page = await openPage(ctx, checkInput(OpenPage, await readJson(request)));
	return answer(201, { ...page, url: `${ctx.site.url}/practice` });
}

async function withFaults(call: Call, handler: Handler): Promise<Response> {
	const met = await takeFault(call.ctx, call.page.id);
	if (met?.fault === 'error') throw new Problem('practice.broken', 500);
	if (met?.fault === 'rate-limit') throw new Problem('practice.too-fast', 429, { seconds: 60 });
	if (met?.fault === 'token-revoked') throw new Problem('practice.token-revoked', 401);
	if (met?.fault === 'timeout-before') {
		await holdBack(met.hold);
		throw new Problem('practice.broken', 504);
	}
	const response = await handler(call);
	if (met?.fault === 'timeout-after') await holdBack(met.hold);
	return response;
}
