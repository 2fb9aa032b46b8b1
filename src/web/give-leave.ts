import type { RequestEvent } from '@sveltejs/kit';
import { Problem } from '#platform/problem.ts';
import { beginConsent, finishConsent } from '#publishing/server/index.ts';

const pageOf = (network: string): string => `/console/publishing/accounts/${encodeURIComponent(network)}`;

/** Where to send somebody for leave; back to the page, which says why, when that cannot be. */
export async function sendForLeave({ locals, params }: RequestEvent): Promise<string> {
	const network = params['network'] ?? '';
	return leading(network, async () => (await beginConsent(locals.ctx, { network })).url);
}

/** Where somebody goes on who comes back from a network: to the page of it, which says what came of it. */
export async function comeBack({ locals, params, url }: RequestEvent): Promise<string> {
	const network = params['network'] ?? '';
	return leading(network, async () => {
		const { connected } = await finishConsent(locals.ctx, { network, answer: url.searchParams });
		return `${pageOf(network)}?${connected ? 'connected=1' : 'choose=1'}`;
	});
}

async function leading(network: string, work: () => Promise<string>): Promise<string> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof Problem) || error.status === 401 || error.status === 403) throw error;
		return `${pageOf(network)}?refused=${encodeURIComponent(error.code)}`;
	}
}
