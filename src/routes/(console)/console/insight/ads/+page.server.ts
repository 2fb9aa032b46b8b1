import type { ServerLoadEvent } from '@sveltejs/kit';
import { periodOf } from '#insight/period.ts';
import { siteDay } from '#insight/server/index.ts';
import { listCampaigns, readAds } from '#publishing/server/index.ts';
import { adActions } from '#web/ads-form.ts';

export async function load({ locals, url }: ServerLoadEvent) {
	const { ctx, brand } = locals;
	const { days, from, to } = periodOf(url.searchParams.get('days'), siteDay(ctx.now.getTime(), brand.timeZone));
	return {
		days,
		ads: await readAds(ctx, { from, to }),
		campaigns: await listCampaigns(ctx, {}),
		kept: url.searchParams.has('kept'),
	};
}

export const actions = adActions;
