import type { ServerLoadEvent } from '@sveltejs/kit';
import { periodOf } from '#insight/period.ts';
import { readBoard, siteDay } from '#insight/server/index.ts';
import { readAdCost } from '#publishing/server/index.ts';

export async function load({ locals, url }: ServerLoadEvent) {
	const { ctx, brand } = locals;
	const { days, from, to } = periodOf(url.searchParams.get('days'), siteDay(ctx.now.getTime(), brand.timeZone));
	const [board, ads] = await Promise.all([readBoard(ctx, { from, to }), readAdCost(ctx, { from, to })]);
	return { days, board, ads };
}
