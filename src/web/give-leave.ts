import { redirect, type RequestEvent } from '@sveltejs/kit';
import { Problem } from '#platform/problem.ts';
import { beginConsent, finishConsent } from '#publishing/server/index.ts';
import { proofPath } from '#web/prove-again.ts';

const pageOf = (network: string): string => `/console/publishing/accounts/${encodeURIComponent(network)}`;

/** Sends somebody to the network for leave; back to the page, which says why, when that cannot be. */
export async function sendForLeave({ locals, params }: RequestEvent): Promise<Response> {
	const network = params['network'] ?? '';
	return leading(network, async () => (await beginConsent(locals.ctx, { network })).url);
}

/** Leads somebody who comes back from a network to the page of it, which says what came of it. */
export async function comeBack({ locals, params, url }: RequestEvent): Promise<Response> {
	const network = params['network'] ?? '';
	return leading(network, async () => {
		const { connected } = await finishConsent(locals.ctx, { network, answer: url.searchParams });
		return `${pageOf(network)}?${connected ? 'connected=1' : 'choose=1'}`;
	});
}

async function leading(network: string, work: () => Promise<string>): Promise<Response> {
	try {
		return goTo(await work());
	} catch (error) {
		// A form that was just sent may not lead to another place by itself: the way to it is taken again from the page.
		if (error instanceof Problem && error.code === 'proof.needed') redirect(303, proofPath({ to: pageOf(network) }));
		if (!(error instanceof Problem) || error.status === 401 || error.status === 403) throw error;
		return goTo(`${pageOf(network)}?refused=${encodeURIComponent(error.code)}`);
	}
}

/** The framework's own way leads to places of this site only; the network is another one, and named by its adapter. */
const goTo = (location: string): Response =>
	new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
