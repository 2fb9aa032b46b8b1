import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { campaignName } from '#publishing/campaign-name.ts';
import { campaignKept } from '#publishing/events.ts';
import { mayKeepCampaigns } from '#publishing/policy.ts';

/** Puts a campaign on the list, or back on it. What is written in capitals is taken in lower case. */
export const keepCampaign = command(
	z.object({ name: z.string().trim().toLowerCase().max(60).regex(campaignName, 'campaign-name') }),
	async (ctx, { name }) => {
		authorize(ctx.actor, 'campaign.keep', mayKeepCampaigns, null);
		await ctx.db
			.insertInto('publishing.campaign')
			.values({ name, created: ctx.now, created_by: memberOf(ctx.actor) })
			.onConflict((conflict) => conflict.column('name').doUpdateSet({ retired: null }))
			.execute();
		ctx.record({ name: campaignKept, about: 'campaigns', data: { campaign: name } });
		return { name };
	},
);

/** Offers a campaign no more. What was counted under it stays. Throws Problem `campaign.not-found`. */
export const retireCampaign = command(z.object({ name: z.string().max(60) }), async (ctx, { name }) => {
	authorize(ctx.actor, 'campaign.keep', mayKeepCampaigns, null);
	const gone = await ctx.db
		.updateTable('publishing.campaign')
		.set({ retired: ctx.now })
		.where('name', '=', name)
		.where('retired', 'is', null)
		.returning('name')
		.executeTakeFirst();
	if (!gone) throw notFound('campaign');
	ctx.record({ name: campaignKept, about: 'campaigns', data: { campaign: name } });
});
