import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { everyNetwork } from '#network/known-networks.ts';
import { adTarget } from '#publishing/campaign-name.ts';
import { mayShare } from '#publishing/policy.ts';
import { createLink } from '#publishing/server/commands/create-link.ts';

const MakeAdLink = z.object({
	/** Where the ad is bought. */
	network: z.string().max(31),
	campaign: z.string().min(1, 'missing').max(60),
	target: z.string().trim().min(1, 'missing').max(800),
	label: z.string().trim().max(200).default(''),
});

/**
 * Makes a link for an ad: counted for its campaign, so that what the campaign cost can be set against who joined by it. Throws Problem
 * `campaign.not-found`, `network.unknown`, `input.invalid` (`target: foreign-target`).
 */
export const makeAdLink = command(MakeAdLink, async (ctx, { network, campaign, target, label }) => {
	authorize(ctx.actor, 'link.create', mayShare, null);
	if (!everyNetwork().some((one) => one.name === network && one.ads))
		throw new Problem('network.unknown', 409, { network });
	const known = await ctx.db
		.selectFrom('publishing.campaign')
		.select('name')
		.where('name', '=', campaign)
		.where('retired', 'is', null)
		.executeTakeFirst();
	if (!known) throw notFound('campaign');
	const page = target.startsWith(`${ctx.site.url}/`) ? target.slice(ctx.site.url.length) : target;
	const path = page.startsWith('/') ? adTarget(page, { source: network, campaign }) : page;
	return createLink(ctx, { target: path, channel: `${network}-ads`, label: label || campaign, campaign });
});
