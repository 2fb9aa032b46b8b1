import type { Ctx } from '#platform/context/context.ts';
import type { Connection } from '#network/network.ts';
import { unseal } from '#publishing/server/seal.ts';

/** What the site's own app on a network is known by, and the word that was written down there; null: there is none. */
export async function findApp(ctx: Ctx, network: string): Promise<{ app: Connection; word: string } | null> {
	const row = await ctx.db
		.selectFrom('publishing.app')
		.select(['secret', 'word'])
		.where('network', '=', network)
		.executeTakeFirst();
	return row ? { app: unseal(ctx.site, row.secret, 'app'), word: row.word } : null;
}
