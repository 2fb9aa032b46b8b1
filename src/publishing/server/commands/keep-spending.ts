import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Spending } from '#network/ads.ts';
import { spendingKept } from '#publishing/events.ts';
import { mayKeepAds } from '#publishing/policy.ts';
import { bareCampaign } from '#publishing/spend-file.ts';

const Keep = z.object({
	network: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
	origin: z.enum(['file', 'network']),
	rows: z.custom<readonly Spending[]>(Array.isArray),
});

/**
 * Writes down what campaigns cost, day by day: a day that is known gets the latest figure, so the same file twice is the same money.
 * What was read from the network itself stands above a file. Gives how many days are of campaigns on the house's list.
 */
export const keepSpending = command(Keep, async (ctx, { network, origin, rows }) => {
	authorize(ctx.actor, 'ads.keep', mayKeepAds, null);
	const campaigns = await listNames(ctx);
	let counted = 0;
	for (let from = 0; from < rows.length; from += 500) {
		const values = [
			...new Map(
				rows.slice(from, from + 500).map((row) => {
					const campaign = campaigns.get(bareCampaign(row.campaign)) ?? null;
					if (campaign) counted++;
					const value = {
						network,
						campaign_id: row.id.slice(0, 200),
						campaign_name: row.campaign.slice(0, 400),
						campaign,
						day: row.day,
						currency: row.currency,
						amount: row.amount,
						shown: row.shown,
						clicks: row.clicks,
						origin,
						noted: ctx.now,
					};
					return [`${row.id} ${row.day} ${row.currency}`, value] as const;
				}),
			).values(),
		];
		await ctx.db
			.insertInto('publishing.spend')
			.values(values)
			.onConflict((conflict) =>
				conflict.columns(['network', 'campaign_id', 'day', 'currency']).doUpdateSet((eb) => ({
					campaign_name: eb.ref('excluded.campaign_name'),
					campaign: eb.ref('excluded.campaign'),
					amount: eb.ref('excluded.amount'),
					shown: eb.ref('excluded.shown'),
					clicks: eb.ref('excluded.clicks'),
					origin: eb.ref('excluded.origin'),
					noted: eb.ref('excluded.noted'),
				})),
			)
			.execute();
	}
	// The same campaign by its name out of a file and by its number from the network would be paid for twice.
	if (origin === 'network')
		await ctx.db
			.deleteFrom('publishing.spend')
			.where('network', '=', network)
			.where('origin', '=', 'file')
			.where((eb) =>
				eb.exists(
					eb
						.selectFrom('publishing.spend as read')
						.select('read.day')
						.where('read.network', '=', network)
						.where('read.origin', '=', 'network')
						.whereRef('read.day', '=', 'publishing.spend.day')
						.whereRef('read.campaign_name', '=', 'publishing.spend.campaign_name'),
				),
			)
			.execute();
	ctx.record({ name: spendingKept, about: 'spending', data: { network, rows: rows.length } });
	return { rows: rows.length, counted };
});

async function listNames(ctx: Ctx): Promise<Map<string, string>> {
	const rows = await ctx.db.selectFrom('publishing.campaign').select('name').execute();
	return new Map(rows.map(({ name }) => [bareCampaign(name), name]));
}
