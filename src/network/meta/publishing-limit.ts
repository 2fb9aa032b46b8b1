import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import { askAs } from '#network/meta/ask-as.ts';
import type { OwnAccount } from '#network/network.ts';

const Quota = z.object({
	data: z.array(z.object({ quota_usage: z.number(), config: z.object({ quota_total: z.number() }) })),
});

/** Asks how much of a day's posts an account has used, and takes note of it. `path`: what this network calls that list. */
export async function notePublishingLimit(
	ctx: Ctx,
	base: (ctx: Ctx) => string,
	path: string,
	account: OwnAccount,
): Promise<void> {
	const call = { path: `${account.id}/${path}`, params: { fields: 'quota_usage,config' } };
	const { data } = await askAs(base)(ctx, account, Quota, call);
	for (const { quota_usage: used, config } of data)
		account.note({
			scope: 'endpoint',
			endpoint: 'publish',
			share: used / Math.max(1, config.quota_total),
			until: new Date(ctx.now.getTime() + 3_600_000),
		});
}
