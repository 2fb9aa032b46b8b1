import type { Ctx } from '#platform/context/context.ts';

/** Where a person comes back to after giving leave; it has to be written down at the network. */
export const wayBack = (ctx: Ctx, network: string): string =>
	`${ctx.site.url}/console/publishing/accounts/${network}/back`;
