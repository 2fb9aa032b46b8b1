import type { ServerLoadEvent } from '@sveltejs/kit';
import { periodOf } from '#insight/period.ts';
import { readDrops, siteDay } from '#insight/server/index.ts';

export async function load({ locals, url }: ServerLoadEvent) {
	const { ctx, brand } = locals;
	const { days, from, to } = periodOf(url.searchParams.get('days'), siteDay(ctx.now.getTime(), brand.timeZone));
	return { days, ...(await readDrops(ctx, { from, to })) };
}
