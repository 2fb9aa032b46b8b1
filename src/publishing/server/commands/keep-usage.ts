import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { usualPause, type Usage } from '#network/usage.ts';

/** What a network said of its allowances while somebody acted for one of its accounts. */
export interface Used {
	network: string;
	/** The account as its network calls it. */
	account: string;
	noted: readonly Usage[];
}

/** Takes down how much of its allowances a network says is used; the latest word counts. */
export const keepUsage = command(z.custom<Used | readonly Used[]>(), async (ctx, used) => {
	const latest = new Map<string, AllowanceRow>();
	for (const { network, account, noted } of [used].flat() as Used[])
		for (const { scope, endpoint = '', share, until } of noted) {
			const whose = scope === 'app' ? '' : account;
			const row = { network, account: whose, endpoint, share, until: until ?? later(ctx.now), noted: ctx.now };
			latest.set(JSON.stringify([network, whose, endpoint]), row);
		}
	if (!latest.size) return;
	// In one order, so that two packets never wait for each other.
	const rows = [...latest].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
	await ctx.db
		.insertInto('publishing.allowance')
		.values(rows)
		.onConflict((conflict) =>
			conflict.columns(['network', 'account', 'endpoint']).doUpdateSet((eb) => ({
				share: eb.ref('excluded.share'),
				until: eb.ref('excluded.until'),
				noted: eb.ref('excluded.noted'),
			})),
		)
		.execute();
});

interface AllowanceRow {
	network: string;
	share: number;
	account: string;
	endpoint: string;
	until: Date;
	noted: Date;
}

const later = (now: Date): Date => new Date(now.getTime() + usualPause);

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
