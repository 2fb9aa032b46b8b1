import type { RequestEvent } from '@sveltejs/kit';
import { authorize } from '#platform/actor.ts';
import { mayKeepCampaigns } from '#publishing/policy.ts';
import {
	approvalSince,
	listAccounts,
	listCampaigns,
	listHandles,
	listSlots,
	readBestTimes,
} from '#publishing/server/index.ts';
import { postingSettings } from '#web/posting-settings.ts';

export async function load({ locals: { ctx }, url }: RequestEvent) {
	authorize(ctx.actor, 'campaign.keep', mayKeepCampaigns, null);
	const [{ accounts }, campaigns, slots, approval, best, handles] = await Promise.all([
		listAccounts(ctx, {}),
		listCampaigns(ctx, {}),
		listSlots(ctx, {}),
		approvalSince(ctx),
		readBestTimes(ctx, {}),
		listHandles(ctx, {}),
	]);
	return {
		campaigns,
		approval,
		handles,
		kept: url.searchParams.has('kept'),
		accounts: accounts.map(({ id, name, title }) => ({
			id,
			name: `${title} · ${name}`,
			best: best.get(id) ?? null,
			slots: slots.filter(({ account }) => account === id),
		})),
	};
}

export const actions = postingSettings;
