import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { usualPause, type Usage } from '#network/usage.ts';

const KeepUsage = z.object({ network: z.string(), account: z.string(), noted: z.custom<readonly Usage[]>() });

/** Takes down how much of its allowances a network says is used; the latest word counts. */
export const keepUsage = command(KeepUsage, async (ctx, { network, account, noted }) => {
	const latest = new Map<string, Usage>();
	for (const usage of noted) latest.set(`${usage.scope} ${usage.endpoint ?? ''}`, usage);
	for (const { scope, endpoint = '', share, until } of latest.values()) {
		const row = { share, until: until ?? new Date(ctx.now.getTime() + usualPause), noted: ctx.now };
		await ctx.db
			.insertInto('publishing.allowance')
			.values({ network, account: scope === 'app' ? '' : account, endpoint, ...row })
			.onConflict((conflict) => conflict.columns(['network', 'account', 'endpoint']).doUpdateSet(row))
			.execute();
	}
});

/** Until when an account may not be acted for because `share` of an allowance is used; null: it may. */
export async function heldUntil(ctx: Ctx, account: number, share: number): Promise<Date | null> {
	const row = await ctx.db
		.selectFrom('publishing.allowance as allowance')
		.innerJoin('publishing.account as account', 'account.network', 'allowance.network')
		.select((eb) => eb.fn.max('allowance.until').as('until'))
		.where('account.id', '=', account)
		.where((eb) =>
			eb.or([eb('allowance.account', '=', ''), eb('allowance.account', '=', eb.ref('account.external_id'))]),
		)
		.where('allowance.share', '>=', share)
		.where('allowance.until', '>', ctx.now)
		.executeTakeFirst();
	return (row?.until as Date | null | undefined) ?? null;
}
