import type { Ctx } from '#platform/context/context.ts';
import type { AdDesk } from '#network/ads.ts';
import { everyNetwork } from '#network/known-networks.ts';
import type { Connection } from '#network/network.ts';
import { unseal } from '#publishing/server/seal.ts';

/** Where ads are bought, opened to be asked. */
export interface OpenAdDesk {
	network: string;
	desk: AdDesk;
	given: Connection;
	telling: boolean;
}

/** The house's ad account on a network; null: it has none, or the network is no longer part of the product. */
export async function findAdDesk(ctx: Ctx, network: string): Promise<OpenAdDesk | null> {
	const row = await ctx.db
		.selectFrom('publishing.ad_desk')
		.select(['secret', 'telling'])
		.where('network', '=', network)
		.executeTakeFirst();
	const desk = everyNetwork().find(({ name }) => name === network)?.ads;
	if (!row || !desk) return null;
	return { network, desk, given: unseal(ctx.site, row.secret, 'ads'), telling: row.telling !== null };
}
