import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import type { KnownProvider } from '#membership/server/provider/provider-kind.ts';
import { openProvider } from '#membership/server/provider/seal-provider.ts';

/** The provider of this key, opened. Throws Problem `provider.not-found`. */
export async function findProvider(ctx: Ctx, key: string): Promise<KnownProvider> {
	const row = await ctx.db
		.selectFrom('membership.provider')
		.select(['id', 'key', 'kind', 'name', 'issuer', 'client', 'secret'])
		.where('key', '=', key)
		.executeTakeFirst();
	if (!row) throw notFound('provider');
	return openProvider(ctx.site, row);
}
