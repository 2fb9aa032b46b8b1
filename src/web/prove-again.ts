import { redirect, type RequestEvent } from '@sveltejs/kit';
import { findHeldAct, holdAct, takeHeldAct } from '#membership/server/index.ts';
import { Problem } from '#platform/problem.ts';

/** A form that can be kept as it came: no files, and no more than a page's worth of words. */
const formType = 'application/x-www-form-urlencoded';
const longestForm = 64_000;
/** Carries the word of what waits, in the address that a proved form is sent on to. */
const heldParameter = 'held';

/** The page on which somebody proves anew who they are. `act`: the word of what waits; `to`: where to go where nothing does. */
export const proofPath = (on: { act: string } | { to: string }): string =>
	`/login/again?${new URLSearchParams({ ...on })}`;

/** Where the browser sends what waits: to its own action, with the word in place of the form. */
export const heldPath = (path: string, word: string): string =>
	`${path}${path.includes('?') ? '&' : '?'}${heldParameter}=${word}`;

/** The page that a form stands on, without its action. */
export function pageOf(path: string): string {
	const url = new URL(path, 'http://here');
	const kept = [...url.searchParams].filter(([name]) => !name.startsWith('/') && name !== heldParameter);
	const query = new URLSearchParams(kept).toString();
	return url.pathname + (query ? `?${query}` : '');
}

/** Reads for a page what only somebody sees who proved themselves a moment ago; leads to the proof first, and back here. */
export async function provedFor<R>({ url }: RequestEvent, work: () => Promise<R>): Promise<R> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof Problem) || error.code !== 'proof.needed') throw error;
		redirect(303, proofPath({ to: pageOf(url.pathname + url.search) }));
	}
}

/** Keeps the form of whoever may have to prove themselves first, before its action reads it: what was sent is read once. */
export async function keepPosted({ request, locals }: RequestEvent): Promise<void> {
	if (request.method !== 'POST' || locals.actor.kind !== 'member' || !locals.actor.stale) return;
	if (!request.headers.get('content-type')?.startsWith(formType)) return;
	if (!(Number(request.headers.get('content-length') ?? Infinity) <= longestForm)) return;
	locals.posted = await request.clone().text();
}

/**
 * Leads to the proof. What was posted waits, sealed, and is done as soon as the person has proved who they are; where there was
 * a file in it, they come back to the form and choose it again.
 */
export async function holdUntilProved({ url, locals }: RequestEvent): Promise<never> {
	const path = url.pathname + url.search;
	if (locals.posted === undefined) redirect(303, proofPath({ to: pageOf(path) }));
	const { word } = await holdAct(locals.ctx, { path, body: locals.posted });
	redirect(303, proofPath({ act: word }));
}

/**
 * A proved browser comes back with the word of what waits: the form takes the place of what it sent. Answers by itself where
 * nothing waits any more: it was done, or too long ago, or is somebody else's.
 */
export async function goOnWithHeld(event: RequestEvent): Promise<Response | null> {
	const word = event.url.searchParams.get(heldParameter);
	if (event.request.method !== 'POST' || word === null || event.url.pathname === '/login/again') return null;
	const { ctx, actor } = event.locals;
	const waiting = actor.kind === 'member' ? await findHeldAct(ctx, { word }) : null;
	const path = event.url.pathname + event.url.search;
	if (!waiting || heldPath(waiting.path, word) !== path || !(await takeHeldAct(ctx, { word })))
		return new Response(null, { status: 303, headers: { location: pageOf(path) } });
	const headers = new Headers(event.request.headers);
	headers.set('content-type', formType);
	headers.set('content-length', String(Buffer.byteLength(waiting.body)));
	Object.assign(event, { request: new Request(event.url, { method: 'POST', headers, body: waiting.body }) });
	return null;
}
