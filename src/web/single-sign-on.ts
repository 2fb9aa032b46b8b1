import { json, type RequestEvent } from '@sveltejs/kit';
import { giveCookies } from '#membership/give-cookies.ts';
import { webText } from '#web/messages/index.ts';
import { askedFrom, findFarewell, giveCode, readUserInfo, signOut, tradeCode } from '#membership/server/index.ts';
import { escapeHtml } from '#platform/document/escape-html.ts';
import { Problem } from '#platform/problem.ts';
import { readSmall } from '#web/read-form.ts';
import { personalPage } from '#web/shared-page.ts';

const uncached = { 'cache-control': 'no-store', pragma: 'no-cache' };

/** What was posted, as far as it is a form of reasonable size. */
const readAsked = async ({ request }: RequestEvent): Promise<URLSearchParams> =>
	new URLSearchParams(await readSmall(request, 16_000).catch(() => ''));

const lead = (location: string): Response => new Response(null, { status: 303, headers: { location, ...uncached } });

/** A shop asks who is in front of the browser: back with a code, or first to sign in. */
export async function authorizeClient(event: RequestEvent): Promise<Response> {
	const ctx = personalPage(event);
	// A question that was posted is asked again as an address: the browser then brings its cookies along.
	if (event.request.method === 'POST') return lead(`${event.url.pathname}?${await readAsked(event)}`);
	const { after, ...asked } = Object.fromEntries(event.url.searchParams);
	const from = askedFrom(event.request, event.locals.front.address);
	const step = await giveCode(ctx, { asked, from });
	return step.kind === 'back' && after ? leadBack(event, step.location) : lead(step.location);
}

/**
 * A page that leads on by itself: a browser that has just sent a form of ours may not be redirected to another place
 * (`form-action`), but a page that it has arrived at may lead there.
 */
function leadBack(event: RequestEvent, location: string): Response {
	const say = webText(event.locals.locale);
	const safe = escapeHtml(location);
	const html = `<!doctype html><html lang="${event.locals.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="0;url=${safe}"><title>${escapeHtml(say('sign-on.title'))}</title></head><body><p><a href="${safe}">${escapeHtml(say('sign-on.go'))}</a></p></body></html>`;
	const policy = "default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
	return new Response(html, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': policy,
			'referrer-policy': 'no-referrer',
			...uncached,
		},
	});
}

/** A refusal as the standard has programs read it. */
async function inStandardWords(work: () => Promise<Response>): Promise<Response> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof Problem) || error.code !== 'sign-on.refused') throw error;
		const said = String(error.details['error']);
		const challenge = said === 'invalid_token' ? 'Bearer error="invalid_token"' : 'Basic realm="homecourt"';
		const headers = { ...uncached, ...(error.status === 401 ? { 'www-authenticate': challenge } : {}) };
		return json({ error: said }, { status: error.status, headers });
	}
}

/** A shop changes a code for tokens. */
export const answerToken = (event: RequestEvent): Promise<Response> =>
	inStandardWords(async () => {
		const form = await readAsked(event);
		const basic = readBasic(event.request.headers.get('authorization'));
		const tokens = await tradeCode(personalPage(event), {
			client: (basic?.[0] ?? form.get('client_id') ?? '').slice(0, 200),
			secret: (basic?.[1] ?? form.get('client_secret') ?? '').slice(0, 200),
			grant: (form.get('grant_type') ?? '').slice(0, 100),
			code: (form.get('code') ?? '').slice(0, 200),
			redirect: (form.get('redirect_uri') ?? '').slice(0, 500),
			verifier: (form.get('code_verifier') ?? '').slice(0, 200),
		});
		return json(tokens, { headers: uncached });
	});

/** A shop asks who the holder of a token is. */
export const answerUserInfo = (event: RequestEvent): Promise<Response> =>
	inStandardWords(async () => {
		const [, token = ''] =
			/^Bearer ([A-Za-z0-9._~+/=-]{1,200})$/i.exec(event.request.headers.get('authorization') ?? '') ?? [];
		return json(await readUserInfo(personalPage(event), { token }), { headers: uncached });
	});

/** Name and secret of an Authorization header; both were encoded as a form's values are (RFC 6749 §2.3.1). */
function readBasic(header: string | null): [string, string] | null {
	const [, coded = ''] = /^Basic ([A-Za-z0-9+/=]{1,1000})$/i.exec(header ?? '') ?? [];
	if (!coded) return null;
	const text = Buffer.from(coded, 'base64').toString();
	const at = text.indexOf(':');
	try {
		return [text.slice(0, at), text.slice(at + 1)].map((part) => decodeURIComponent(part.replaceAll('+', ' '))) as [
			string,
			string,
		];
	} catch {
		return null;
	}
}

/** A shop's member signs out: at once where the shop knows who it is, else after a question. */
export async function sayFarewell(event: RequestEvent): Promise<Response> {
	const ctx = personalPage(event);
	if (event.request.method === 'POST') return lead(`${event.url.pathname}?${await readAsked(event)}`);
	const asked = event.url.searchParams;
	const { location, sure } = await findFarewell(ctx, {
		client: (asked.get('client_id') ?? '').slice(0, 200),
		hint: (asked.get('id_token_hint') ?? '').slice(0, 4000),
		redirect: (asked.get('post_logout_redirect_uri') ?? '').slice(0, 500),
		state: (asked.get('state') ?? '').slice(0, 500),
	});
	if (ctx.actor.kind === 'visitor') return lead(location ?? '/');
	if (!sure) return lead('/logout');
	const { cookies } = await signOut(ctx, { from: askedFrom(event.request, event.locals.front.address) });
	giveCookies(event.cookies, cookies);
	return lead(location ?? '/');
}
