import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { plainAddress } from '#embed/address.ts';

/** The address as it is kept, of a place that may show conversations. Throws Problem `embed.host-unknown` (422). */
export async function allowedAddress(ctx: Ctx, written: string): Promise<string> {
	const address = plainAddress(written);
	const host = address === null ? '' : new URL(address).origin;
	const row = host
		? await ctx.db.selectFrom('embed.host').select('origin').where('origin', '=', host).executeTakeFirst()
		: undefined;
	if (!row || address === null) throw new Problem('embed.host-unknown', 422, { host: host.slice(0, 200) });
	return address;
}
