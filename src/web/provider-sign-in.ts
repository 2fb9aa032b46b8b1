import { redirect, type RequestEvent } from '@sveltejs/kit';
import { asActor } from '#membership/member.ts';
import { giveCookies } from '#membership/give-cookies.ts';
import { askedFrom, leaveForProvider, returnFromProvider } from '#membership/server/index.ts';
import { Problem } from '#platform/problem.ts';
import { goOn } from '#web/form.ts';
import { proofPath } from '#web/prove-again.ts';
import { releaseHeld } from '#web/held-work.ts';
import { appOf } from '#web/offer-providers.ts';
import { readSmall } from '#web/read-form.ts';
import { sayProblem } from '#web/say-problem.ts';
import { personalPage } from '#web/shared-page.ts';

/** What went wrong at a provider, in the person's language; only the refusals that are said so, never what an address says. */
export function providerTrouble(event: RequestEvent): string | undefined {
	const code = event.url.searchParams.get('trouble') ?? '';
	return refusals.has(code) ? sayProblem(event.locals.locale, new Problem(code, 403)) : undefined;
}

const refusals = new Set([
	'provider.state',
	'provider.cancelled',
	'provider.refused',
	'provider.down',
	'provider.misconfigured',
	'provider.taken',
	'provider.staff',
	'provider.too-many',
	'provider.in-app',
	'provider.not-found',
	'arrival.expired',
	'member.suspended',
]);

/** Sends the browser to a provider. */
export async function leaveFor(event: RequestEvent): Promise<Response> {
	const { url, params } = event;
	const onward = url.searchParams.get('to') ?? '';
	const connect = url.searchParams.get('connect');
	const { location } = await explained(event, connect ? '/account' : '/login', onward, async () => {
		const left = await leaveForProvider(personalPage(event), {
			provider: params['provider'] ?? '',
			onward,
			connect,
			app: appOf(event),
			again: url.searchParams.has('again'),
			from: askedFrom(event.request, event.locals.front.address),
		});
		giveCookies(event.cookies, left.cookies);
		return left;
	});
	return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}

/** Takes in whoever comes back from a provider, and leads them on: to what they wrote, to where they were, or to their name. */
export async function comeBackFrom(event: RequestEvent) {
	const ctx = personalPage(event);
	const home = event.locals.actor.kind === 'visitor' ? '/login' : '/account';
	const result = await explained(event, home, '', async () => {
		const returned = await returnFromProvider(ctx, {
			provider: event.params['provider'] ?? '',
			posted: event.url.searchParams,
			from: askedFrom(event.request, event.locals.front.address),
		});
		giveCookies(event.cookies, returned.cookies);
		return returned;
	});
	if (result.kind === 'arrived') redirect(303, '/join/provider');
	if (result.kind === 'connected') redirect(303, '/account?connected');
	goOn((await releaseHeld(event, { ...ctx, actor: asActor(result.member) })) ?? result.onward, '/account');
}

/** Runs it; a refusal leads to a page that says it and offers every other way in. */
async function explained<R>(event: RequestEvent, page: string, onward: string, work: () => Promise<R>): Promise<R> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		if (error.code === 'proof.needed') redirect(303, proofPath({ to: page }));
		if (!refusals.has(error.code)) throw error;
		event.locals.front.door?.refused(error.code);
		const query = new URLSearchParams({ trouble: error.code, ...(onward ? { to: onward } : {}) });
		redirect(303, `${page}?${query}`);
	}
}

/** What a provider posts to us across sites goes on as an address: the browser then brings its cookies along again. */
export async function goOnWithForm(event: RequestEvent): Promise<Response> {
	const text = await readSmall(event.request, 8000).catch(() => {
		throw new Problem('provider.refused', 403);
	});
	return new Response(null, {
		status: 303,
		headers: { location: `${event.url.pathname}?${new URLSearchParams(text)}` },
	});
}
