import type { ServerLoadEvent } from '@sveltejs/kit';
import { listOrders } from '#commerce/server/index.ts';

export async function load({ locals, url }: ServerLoadEvent) {
	const before = url.searchParams.get('before');
	const { orders, next } = await listOrders(locals.ctx, before ? { before } : {});
	return { orders, next, first: !before, timeZone: locals.brand.timeZone };
}
