import type { Ctx } from '#platform/context/context.ts';

/** Whether the house tells any ad network what came of its ads: only then members are asked whether they agree. */
export const tellsConversions = async (ctx: Ctx): Promise<boolean> =>
	(await ctx.db
		.selectFrom('publishing.ad_desk')
		.select('network')
		.where('telling', 'is not', null)
		.limit(1)
		.executeTakeFirst()) !== undefined;
