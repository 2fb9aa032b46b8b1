import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { handlesIn } from '#network/bluesky/facets.ts';
import { callXrpc } from '#network/bluesky/xrpc.ts';
import type { OwnAccount } from '#network/network.ts';
import { asNetworkProblem } from '#network/network-problem.ts';

/** Handles of one text that are looked up. */
const most = 20;
const Resolved = z.object({ did: z.string().regex(/^did:[a-z]+:[\w.:%-]+$/) });

/**
 * Who is behind the handles in a text, by handle: the network tells somebody that they were named only where their number stands
 * beside the words. A handle that nobody is behind is left out. Throws NetworkProblem where it cannot be asked just now.
 */
export async function findPeople(ctx: Ctx, account: OwnAccount, text: string): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	for (const handle of handlesIn(text).slice(0, most)) {
		try {
			const { did } = await callXrpc(ctx, Resolved, {
				name: 'com.atproto.identity.resolveHandle',
				params: { handle },
				token: account.connection['access'],
				note: account.note,
			});
			found.set(handle, did);
		} catch (error) {
			if (!['validation', 'not-found'].includes(asNetworkProblem(error).trouble)) throw error;
		}
	}
	return found;
}
